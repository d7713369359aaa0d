"""`python main.py` and `cdktf synth` write cdktf.out."""

from invoices.stack import InvoicesStack

# isort: split
from cdktf import App

app = App()
InvoicesStack(app, "invoices-production", host="invoices.example.com", zone="example.com")
app.synth()
