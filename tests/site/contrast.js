// The texts of the page whose contrast with what lies behind them is lower than WCAG AA asks.
(() => {
  const parse = text => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(part => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== 'none') {
        throw new Error(`an image lies behind ${element.textContent}`);
      }
      const color = parse(style.backgroundColor);
      if (color.alpha === 1) {
        return color.rgb;
      }
    }
    throw new Error('nothing lies behind the text');
  };
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const style = getComputedStyle(element);
    const shown = element.checkVisibility({ visibilityProperty: true });
    if (!walker.currentNode.textContent.trim() || !shown) {
      continue;
    }
    const levels = [luminance(parse(style.color).rgb), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (levels[0] + 0.05) / (levels[1] + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    seen.push({ text: walker.currentNode.textContent.trim(), ratio, enough: ratio >= (large ? 3 : 4.5) });
  }
  return seen;
})();
