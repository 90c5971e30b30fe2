package watcher

import (
	"sync"
	"time"

	"netnet-tui/engine/system/recorder"
)

// Watcher watches as long as it is asked.
type Watcher struct {
	mu      sync.Mutex
	running bool
	askers  int
	closed  bool
	tape    *recorder.Recorder
	asks    chan ask
	stop    chan struct{}
	ended   sync.WaitGroup
}

// ask is a question, and where the answer goes.
type ask struct {
	query  Query
	answer chan View
}

// New returns a Watcher that is not watching yet.
func New() *Watcher { return &Watcher{tape: recorder.New(recorder.DefaultBytes)} }

// Recorder returns the recorder of what happened while watching: changes of rows that matched the filter, and once a
// second the visible rows.
func (w *Watcher) Recorder() *recorder.Recorder { return w.tape }

// View returns the answer to a query. It may take as long as a look at all sockets of the machine.
func (w *Watcher) View(q Query) View {
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return View{Query: q, At: -1, Problem: closed}
	}
	w.askers++
	if !w.running {
		if w.asks == nil {
			w.asks, w.stop = make(chan ask), make(chan struct{})
		}
		w.running = true
		w.ended.Go(w.watch)
	}
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.askers--
		w.mu.Unlock()
	}()
	a := ask{q, make(chan View, 1)}
	select {
	case w.asks <- a:
		return <-a.answer
	case <-w.stop:
		return View{Query: q, At: -1, Problem: closed}
	}
}

// closed is the problem reported after Close.
const closed = "the machine is not watched any more"

// Close stops watching for good, and waits until it has ended.
func (w *Watcher) Close() error {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		if w.stop != nil {
			close(w.stop)
		}
	}
	w.mu.Unlock()
	w.ended.Wait()
	return nil
}

// How long watching continues after the last question, and how often the stream of deaths is read.
const (
	lingers = 4 * time.Second
	beat    = 250 * time.Millisecond
)

// watch answers until nobody asks any more.
func (w *Watcher) watch() {
	l := newLooker(w.tape)
	defer l.close()
	asked := time.Now()
	beats := time.NewTicker(beat)
	defer beats.Stop()
	for {
		select {
		case a := <-w.asks:
			asked = time.Now()
			a.answer <- l.view(a.query, asked)
		case <-beats.C:
			now := time.Now()
			if now.Sub(asked) > lingers && w.left() {
				return
			}
			l.beat(now)
		case <-w.stop:
			return
		}
	}
}

// left records that watching has ended, unless someone is about to ask.
func (w *Watcher) left() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.askers > 0 {
		return false
	}
	w.running = false
	return true
}
