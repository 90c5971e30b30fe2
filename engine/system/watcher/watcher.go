package watcher

import (
	"sync"
	"time"

	"netnet-tui/engine/system/recorder"
)

// Watcher watches while it is asked.
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

// New returns one that does nothing yet.
func New() *Watcher { return &Watcher{tape: recorder.New(recorder.DefaultBytes)} }

// Recorder has what happened while it was watched: changes of rows that the filter wanted, and once a second the
// rows that were visible.
func (w *Watcher) Recorder() *recorder.Recorder { return w.tape }

// View is what a query asks for. It may take as long as a look at all sockets of the machine.
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

// closed is the problem of one that was closed.
const closed = "the machine is not watched any more"

// Close ends it for good, and waits until it has ended.
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

// When nobody has asked for so long, nobody watches; and how often the stream of deaths is read.
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

// left notes that nobody watches any more, unless somebody is about to ask.
func (w *Watcher) left() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.askers > 0 {
		return false
	}
	w.running = false
	return true
}
