package step

import "testing"

func TestBegins(t *testing.T) {
	for _, text := range []string{"close s", "s = socket tcp", "a, b = socketpair unix", "within 1s accept s", "e=epoll", "pending s => 0"} {
		if !Begins(text) {
			t.Errorf("%q does not begin a step", text)
		}
	}
	for _, text := range []string{"", " ", "127.0.0.1:80", " close s", "=> 0", "clos", "# close s", "x", `"a = b"`} {
		if Begins(text) {
			t.Errorf("%q begins a step", text)
		}
	}
}
