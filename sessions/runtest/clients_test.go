package runtest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// client is a program of the field that is not ours, and what it prints when it is
// served well. {port} stands for the port, {dir} for a folder with its files.
type client struct {
	name     string
	protocol string
	needs    []string // commands, or files of another sort
	run      []string
	prints   string
}

var clients = []client{
	{"curl", "http", []string{"curl"}, []string{"curl", "-sS", "-m", "10", "http://127.0.0.1:{port}/hello", "http://127.0.0.1:{port}/hello", "-w", "%{http_code} %{num_connects}\n"}, "200 0"},
	{"curl, a body of chunks", "http", []string{"curl"}, []string{"curl", "-sS", "-m", "10", "-H", "Transfer-Encoding: chunked", "-d", "out and back", "http://127.0.0.1:{port}/echo"}, "out and back"},
	{"nc", "echo", []string{"nc", "sh"}, []string{"sh", "-c", "printf 'hello\\n' | nc -N -w 5 127.0.0.1 {port}"}, "hello"},
	{"socat", "daytime", []string{"socat"}, []string{"socat", "-T", "5", "-", "TCP:127.0.0.1:{port}"}, "UTC"},
	{"redis-cli", "redis", []string{"redis-cli", "sh"}, []string{"sh", "-c", "redis-cli -p {port} set k v && redis-cli -p {port} incr n && redis-cli -p {port} get k && redis-cli -p {port} info server"}, "OK\n1\nv\n"},
	{"redis-benchmark", "redis", []string{"redis-benchmark"}, []string{"redis-benchmark", "-p", "{port}", "-t", "ping,set,get,incr", "-n", "2000", "-c", "20", "-P", "8", "-q"}, "GET: "},
	{"Node.js", "echo", []string{"node"}, []string{"node", "{dir}/echo.js", "{port}"}, "300000 bytes came back"},
	{"LuaSocket", "echo", []string{"luajit", "/usr/share/lua/5.1/socket.lua"}, []string{"luajit", "{dir}/echo.lua", "{port}"}, "300000 bytes came back"},
	{"libzmq REQ", "zmq", []string{"cc", "/usr/include/zmq.h"}, []string{"{built}/req", "{port}"}, "10 replies"},
	{"libzmq DEALER", "zmq", []string{"cc", "/usr/include/zmq.h"}, []string{"{built}/req", "{port}", "dealer"}, "10 replies"},
	{"Chromium's WebSocket", "websocket", []string{"chromium"}, []string{"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir={built}/chromium-{port}", "--dump-dom", "{pages}/#{port}"}, "the echo is: hello from a browser"},
}

// Programs that others have written are served by the protocol they speak, with every
// readiness, all protocols at once on one thread.
func TestClientsOfTheFieldAreServed(t *testing.T) {
	built := t.TempDir()
	if _, err := exec.LookPath("cc"); err == nil {
		if out, err := exec.Command("cc", "-O1", "-o", filepath.Join(built, "req"), "testdata/req.c", "-lzmq").CombinedOutput(); err != nil {
			t.Logf("the client of libzmq can't be built: %v\n%s", err, out)
		}
	}
	folder, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	pages := browserPages(t, filepath.Join(folder, "websocket.html"))
	var protocols []string
	for _, p := range []string{"echo", "daytime", "http", "redis", "websocket", "zmq"} {
		if has(t, p) {
			protocols = append(protocols, p)
		}
	}
	for _, with := range readinesses(t) {
		t.Run(with, func(t *testing.T) {
			s := serve(t, with, protocols...)
			for _, c := range clients {
				t.Run(c.name, func(t *testing.T) {
					port := s.port(c.protocol)
					if port == "" {
						t.Skipf("there is no protocol %s", c.protocol)
					}
					for _, need := range c.needs {
						if !present(need) {
							t.Skipf("there is no %s here", need)
						}
					}
					replace := strings.NewReplacer("{port}", port, "{dir}", folder, "{built}", built, "{pages}", pages)
					var args []string
					for _, arg := range c.run {
						args = append(args, replace.Replace(arg))
					}
					ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
					defer cancel()
					command := exec.CommandContext(ctx, args[0], args[1:]...)
					command.WaitDelay = time.Second
					var complaints strings.Builder
					command.Stderr = &complaints
					out, err := command.Output()
					if err != nil || !strings.Contains(string(out), c.prints) {
						t.Errorf("%v: %v\n%.2000s%.2000s", args, err, out, complaints.String())
					}
				})
			}
		})
	}
}

// browserPages serves a page to a browser, which takes it for loaded only when the page
// says that it is done: a picture that it holds is not answered before.
func browserPages(t *testing.T, page string) (url string) {
	t.Helper()
	var lock sync.Mutex
	done := map[string]chan struct{}{} // by the page's name for itself
	finished := func(r *http.Request) chan struct{} {
		lock.Lock()
		defer lock.Unlock()
		name := r.URL.RawQuery
		if done[name] == nil {
			done[name] = make(chan struct{}, 1)
		}
		return done[name]
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/hold", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-finished(r):
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/done", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case finished(r) <- struct{}{}:
		default:
		}
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, page) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// present tells whether a command or a file is there.
func present(need string) bool {
	if filepath.IsAbs(need) {
		_, err := os.Stat(need)
		return err == nil
	}
	_, err := exec.LookPath(need)
	return err == nil
}
