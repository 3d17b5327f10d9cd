"""A site that writes whole URLs: of the host that it believes in, or, given a base, of that one.

With "monster" in place of a base, Twisted's VHostMonsterResource at /vhost tells it what to believe.
Prints its port once it listens.
"""

import sys

from twisted.internet import reactor
from twisted.web import resource, server, vhost


class Page(resource.Resource):
    def __init__(self, base):
        super().__init__()
        self.base = base

    def getChild(self, name, request):
        return Page(self.base)

    def render_GET(self, request):
        path = request.path.decode()
        believed = request.prePathURL().decode()
        base = self.base or believed[: believed.index("/", len("https://"))]
        domain = base.split("//")[1].split(":")[0]
        request.setHeader("Content-Type", "text/html; charset=utf-8")
        request.setHeader("Set-Cookie", f"sid=1; Domain={domain}; Path=/")
        if path == "/go":
            request.redirect(f"{base}/page".encode())
            return b""
        asked = request.uri.decode()
        return f'<p id="url">{base}{asked}</p>\n<a href="{base}/next">next</a>\n'.encode()


told = sys.argv[1]
root = Page(None if told == "monster" else told)
if told == "monster":
    root.putChild(b"vhost", vhost.VHostMonsterResource())
port = reactor.listenTCP(0, server.Site(root), interface="127.0.0.1")
print(f"listening on {port.getHost().port}", flush=True)
reactor.run()
