package remote

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// TestARequestHasAnEnd reads an endless request: it ends at the bound, each request has its own bound, and the error
// says so.
func TestARequestHasAnEnd(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	sent := make(chan error, 1)
	go func() {
		chunk := bytes.Repeat([]byte("x"), 1<<20)
		for range 2*mostRequest>>20 + 1 {
			if _, err := write.Write(chunk); err != nil {
				sent <- err
				return
			}
		}
		sent <- write.Close()
	}()
	w := &wire{in: int(read.Fd())}
	for range 2 {
		w.next()
		n, err := io.Copy(io.Discard, w)
		if err != errLarge || n < mostRequest || n > mostRequest+1<<20 {
			t.Errorf("%d bytes read, and then %v", n, err)
		}
	}
	if _, err := io.Copy(io.Discard, read); err != nil {
		t.Error(err)
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}
