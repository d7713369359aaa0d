#!/bin/bash
# A sample application: shows that a region works, and which database it would use. Put your own in its place.
# It needs nothing but Amazon Linux 2023 itself, so that a standby without a way to the internet can start it.
set -euo pipefail

install -d /usr/local/lib/sample
cat >/usr/local/lib/sample/application.py <<'PYTHON'
import html
import json
import os
import socket
import subprocess
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REGION = os.environ["HOLDFAST_REGION"]
COMMAND = [
    "aws", "ssm", "get-parameter", "--region", REGION, "--name", os.environ["HOLDFAST_CONNECTION_PARAMETER"],
    "--query", "Parameter.Value", "--output", "text",
]  # fmt: skip
ASK_AGAIN_SECONDS = 30
known = {"asked": None, "database": {}}


def database():
    """The region's connection parameter. Asked for again and again: a failover changes it."""
    now = time.monotonic()
    if known["asked"] is None or now - known["asked"] > ASK_AGAIN_SECONDS:
        known["asked"] = now
        try:
            answer = subprocess.run(COMMAND, capture_output=True, check=True, text=True, timeout=10)
            known["database"] = json.loads(answer.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            print(f"the connection parameter cannot be read: {error}", flush=True)
    return known["database"]


def reachable(found):
    """Whether the database takes a connection. Nobody logs in: that is for a real application."""
    try:
        socket.create_connection((found["endpoint"], int(found["port"])), timeout=2).close()
    except (KeyError, OSError, ValueError):
        return False
    return True


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/health":
            # About this instance alone: the group replaces one that is unhealthy, and a database that fails
            # over to its other zone comes back by itself within a minute or two.
            self.reply(200, "application/json", json.dumps({"status": "healthy", "region": REGION}))
        elif path == "/":
            found = database()
            state = "reachable" if reachable(found) else "not reachable"
            name = html.escape(str(found.get("endpoint", "unknown")))
            self.reply(200, "text/html; charset=utf-8", f"<h1>{REGION}</h1><p>Database {name}: {state}</p>")
        else:
            self.reply(404, "text/plain", "There is nothing here.")

    def reply(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """The load balancer keeps the access log."""


class Server(ThreadingHTTPServer):
    daemon_threads = True


Answer.protocol_version = "HTTP/1.1"
Answer.timeout = 75  # longer than the load balancer keeps an idle connection: it must be the one to close
Server(("", int(os.environ["HOLDFAST_PORT"])), Answer).serve_forever()
PYTHON

cat >/etc/systemd/system/sample.service <<UNIT
[Unit]
Description=Sample application
After=network-online.target
Wants=network-online.target

[Service]
DynamicUser=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
Environment=HOLDFAST_REGION=$HOLDFAST_REGION
Environment=HOLDFAST_PORT=$HOLDFAST_PORT
Environment=HOLDFAST_CONNECTION_PARAMETER=$HOLDFAST_CONNECTION_PARAMETER
Environment=HOME=/tmp
ExecStart=/usr/bin/python3 /usr/local/lib/sample/application.py
Restart=always

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now sample.service
