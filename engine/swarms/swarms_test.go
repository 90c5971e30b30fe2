package swarms

import (
	"os"
	"testing"
)

// TestASwarmIsStoppedOnce stops swarms twice before they have ended.
func TestASwarmIsStoppedOnce(t *testing.T) {
	s := New(func(f func()) { f() })
	for _, address := range []string{"127.0.0.1:1", "127.0.0.1:2"} {
		_, leads, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		s.list = append(s.list, &running{leads: leads, address: address, ended: make(chan struct{})})
	}
	var ended []<-chan struct{}
	for i, step := range []struct {
		address string
		want    int
	}{{"127.0.0.1:2", 1}, {"127.0.0.1:2", 0}, {"", 1}, {"", 0}} {
		end, states := s.Stop(step.address)
		if n := len(states()); n != step.want {
			t.Errorf("stop %d, of %q, stops %d swarms, want %d", i, step.address, n, step.want)
		}
		ended = append(ended, end)
	}
	select {
	case <-ended[1]:
		t.Error("the second does not wait until it has ended")
	default:
	}
	for _, r := range s.list {
		close(r.ended)
	}
	for _, end := range ended {
		<-end
	}
}
