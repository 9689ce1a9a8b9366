"""What must never be: a front that answers 200 at once and passes on later. A test that does not notice it is none."""
import http.client
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class EagerFront:
    def __init__(self):
        self._waiting = queue.Queue()
        self._port = None
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            timeout = 30

            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                front._waiting.put((self.path, body, dict(self.headers)))
                self.send_response(200)
                self.send_header('Content-Length', '0')
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self._server = Server(('127.0.0.1', 0), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        threading.Thread(target=self._pass_on, daemon=True).start()

    def forward_to(self, port):
        self._port = port

    def _pass_on(self):
        while True:
            path, body, headers = self._waiting.get()
            try:
                connection = http.client.HTTPConnection('127.0.0.1', self._port or 1, timeout=10)
                connection.request('POST', path, body, headers)
                connection.getresponse().read()
                connection.close()
            except OSError:
                pass  # lost

    def close(self):
        self._server.shutdown()
        self._server.server_close()
