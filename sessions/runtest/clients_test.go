package runtest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// client is a program written by others, and what it prints when it is served correctly. {port} stands for
// the port, {dir} for the folder with its files.
type client struct {
	name     string
	protocol string
	needs    []string // commands, or absolute paths of other files
	run      []string
	prints   string
}

var clients = []client{
	{"curl", "http", []string{"curl"}, []string{"curl", "-sS", "http://127.0.0.1:{port}/hello", "http://127.0.0.1:{port}/hello", "-w", "%{http_code} %{num_connects}\n"}, "200 0"},
	{"curl, a body of chunks", "http", []string{"curl"}, []string{"curl", "-sS", "-H", "Transfer-Encoding: chunked", "-d", "out and back", "http://127.0.0.1:{port}/echo"}, "out and back"},
	{"curl, an unknown method", "http", []string{"curl"}, []string{"curl", "-sS", "-X", "BREW", "-o", "/dev/null", "http://127.0.0.1:{port}/hello", "-w", "%{http_code}\n"}, "501"},
	{"curl, an encoded path", "http", []string{"curl"}, []string{"curl", "-sS", "http://127.0.0.1:{port}/%68ell%6f"}, "Hello from a socket."},
	{"curl, a fragment", "http", []string{"curl"}, []string{"curl", "-sS", "--request-target", "/hello#top", "http://127.0.0.1:{port}/"}, "has a #"},
	{"curl, as to a proxy", "http", []string{"curl"}, []string{"curl", "-sS", "-x", "http://127.0.0.1:{port}", "http://localhost:{port}/hello"}, "Hello from a socket."},
	{"curl, HTTP/1.0", "http", []string{"curl"}, []string{"curl", "-sS", "-0", "http://127.0.0.1:{port}/chunked"}, "A chunk of no bytes"},
	{"nc", "echo", []string{"nc", "sh"}, []string{"sh", "-c", "printf 'hello\\n' | nc -N 127.0.0.1 {port}"}, "hello"},
	{"socat", "daytime", []string{"socat"}, []string{"socat", "-u", "TCP:127.0.0.1:{port}", "-"}, "UTC"},
	{"redis-cli", "redis", []string{"redis-cli", "sh"}, []string{"sh", "-c", "redis-cli -p {port} set k v && redis-cli -p {port} incr n && redis-cli -p {port} get k && redis-cli -p {port} info server"}, "OK\n1\nv\n"},
	{"redis-benchmark", "redis", []string{"redis-benchmark"}, []string{"redis-benchmark", "-p", "{port}", "-t", "ping,set,get,incr", "-n", "2000", "-c", "20", "-P", "8", "-q"}, "GET: "},
	{"redis-benchmark, all tests", "redis", []string{"redis-benchmark"}, []string{"redis-benchmark", "-p", "{port}", "-n", "200", "-c", "10", "-q"}, "MSET (10 keys): "},
	{"redis-benchmark, random keys", "redis", []string{"redis-benchmark"}, []string{"redis-benchmark", "-p", "{port}", "-n", "1000", "-c", "10", "-P", "16", "-r", "1000", "-d", "100", "--csv"}, "\"LRANGE_600 (first 600 elements)\""},
	{"redis-cli --scan", "redis", []string{"redis-cli", "sh"}, []string{"sh", "-c", "redis-cli -p {port} hset scanned a 1 && redis-cli -p {port} --scan --pattern 'scan*'"}, "scanned\n"},
	{"redis-cli --bigkeys", "redis", []string{"redis-cli", "sh"}, []string{"sh", "-c", "redis-cli -p {port} rpush big a b c && redis-cli -p {port} --bigkeys"}, "-------- summary"},
	{"LuaSocket", "echo", []string{"luajit", "/usr/share/lua/5.1/socket.lua"}, []string{"luajit", "{dir}/echo.lua", "{port}"}, "300000 bytes came back"},
	{"libzmq REQ", "zmq", []string{"cc", "/usr/include/zmq.h"}, []string{"{built}/req", "{port}"}, "10 replies"},
	{"libzmq DEALER", "zmq", []string{"cc", "/usr/include/zmq.h"}, []string{"{built}/req", "{port}", "dealer"}, "10 replies"},
}

// Programs written by others are served in their protocols, with every readiness model, and all protocols
// at once on one thread.
func TestClientsOfTheFieldAreServed(t *testing.T) {
	t.Parallel()
	built := t.TempDir()
	if _, err := exec.LookPath("cc"); err == nil {
		if out, err := exec.Command("cc", "-O1", "-o", filepath.Join(built, "req"), "testdata/req.c", "-lzmq").CombinedOutput(); err != nil {
			t.Logf("the client of libzmq can't be built: %v\n%s", err, out)
		}
	}
	protocols := slices.DeleteFunc([]string{"echo", "daytime", "http", "redis", "zmq"}, hasNot)
	for _, with := range readinesses(t) {
		t.Run(with, func(t *testing.T) { // one server at a time, because busy takes a whole processor
			s := serve(t, with, protocols...)
			for _, c := range clients {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					port := s.port(c.protocol)
					if port == "" {
						t.Skipf("there is no protocol %s", c.protocol)
					}
					replace := strings.NewReplacer("{port}", port, "{dir}", "testdata", "{built}", built)
					var args []string
					for _, arg := range c.run {
						args = append(args, replace.Replace(arg))
					}
					if out := foreign(t, c.needs, args...); !strings.Contains(out, c.prints) {
						t.Errorf("%v prints\n%.2000s", args, out)
					}
				})
			}
		})
	}
}

// Programs that start slowly are started once, and talk to one server of every readiness model.
func TestSlowClientsOfTheFieldAreServed(t *testing.T) {
	t.Parallel()
	protocols := slices.DeleteFunc([]string{"echo", "websocket"}, hasNot)
	servers := map[string]*served{}
	for _, with := range readinesses(t) {
		servers[with] = serve(t, with, protocols...)
	}
	for _, c := range []struct {
		name, protocol, need string
		args                 func(ports []string) []string
		prints               string // after the port
	}{
		{"Node.js", "echo", "node", func(ports []string) []string { return append([]string{"testdata/echo.js"}, ports...) }, ": 300000 bytes came back"},
		{"Chromium's WebSocket", "websocket", "chromium", func(ports []string) []string {
			return []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + t.TempDir(),
				"--dump-dom", browserPage(t, "testdata/websocket.html") + "#" + strings.Join(ports, ",")}
		}, ": the echo is: hello from a browser"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if hasNot(c.protocol) {
				t.Skipf("there is no protocol %s", c.protocol)
			}
			var ports []string
			for _, s := range servers {
				ports = append(ports, s.port(c.protocol))
			}
			out := foreign(t, []string{c.need}, append([]string{c.need}, c.args(ports)...)...)
			for with, s := range servers {
				if port := s.port(c.protocol); !strings.Contains(out, port+c.prints) {
					t.Errorf("served with %s on port %s, %s prints\n%.2000s", with, port, c.name, out)
				}
			}
		})
	}
}

// foreign runs a program written by others and returns what it prints. It skips the test if something that
// the program needs is missing.
func foreign(t *testing.T, needs []string, args ...string) string {
	t.Helper()
	for _, need := range needs {
		if !present(need) {
			t.Skipf("there is no %s here", need)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), testLimit)
	defer cancel()
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.WaitDelay = time.Second
	var complaints strings.Builder
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Errorf("%v: %v\n%.2000s%.2000s", args, err, out, complaints.String())
	}
	return string(out)
}

// browserPage serves a page to one browser. The browser considers the page loaded only when the page says
// that it is done: an image in it gets no answer before that.
func browserPage(t *testing.T, page string) (url string) {
	t.Helper()
	done := make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/hold", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-done:
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/done", func(http.ResponseWriter, *http.Request) { close(done) })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, page) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// present reports whether a command or a file exists.
func present(need string) bool {
	if filepath.IsAbs(need) {
		_, err := os.Stat(need)
		return err == nil
	}
	_, err := exec.LookPath(need)
	return err == nil
}
