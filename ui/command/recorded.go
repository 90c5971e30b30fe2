package command

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/archive"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/store"
)

// keeper starts engines whose sessions are recorded.
type keeper struct {
	data bool // texts are recorded whole

	mu   sync.Mutex
	file string // opened beside the next session; "" for none
}

// next returns the file opened beside a session that begins. The one after it is another matter.
func (k *keeper) next() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	file := k.file
	k.file = ""
	return file
}

// goOn has the next session go on with the file that was opened beside one that is left.
func (k *keeper) goOn(file string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.file = file
}

// recorded is the engine of a session that is being recorded.
type recorded struct {
	*remote.Client
	live *archive.Live
	kept *archive.Archive
	by   *keeper
	file string // opened beside it; "" for none
}

// start starts an engine that records from its first step. If nothing can be recorded, the session runs without, and
// its frames say why.
func (k *keeper) start(o engine.Options) (store.Source, error) {
	file := k.next()
	a, why := archive.Open(archive.Folder())
	var live *archive.Live
	if why == nil {
		live, why = a.Begin(file, o.Lab, time.Now())
	}
	if why != nil {
		c, err := remote.Start(o)
		if err != nil {
			return nil, err
		}
		return unrecorded{c, why.Error()}, nil
	}
	c, err := remote.StartRecorded(o, &remote.Recording{File: live.File, Data: k.data})
	if err != nil {
		_, _ = live.Close(), a.Close()
		return nil, err
	}
	go func() { _ = a.Bound(archive.Most) }()
	return &recorded{c, live, a, k, file}, nil
}

// unrecorded is the engine of a session that could not be recorded.
type unrecorded struct {
	*remote.Client
	why string
}

// Frame puts the reason into every frame.
func (u unrecorded) Frame(q engine.Query) (engine.Frame, error) {
	f, err := u.Client.Frame(q)
	f.Recording = &engine.Recording{Lost: u.why}
	return f, err
}

// Mark puts a mark at an event of the recording.
func (r *recorded) Mark(word string, seq uint64) error {
	return r.live.Mark(recording.Mark{Word: word, At: seq})
}

// First reads the first n events of the recording, as they were when they happened.
func (r *recorded) First(n uint64) ([]engine.Event, error) {
	name, err := r.kept.Path(r.live.Name())
	if err != nil {
		return nil, err
	}
	file, err := recording.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	events, err := file.First(n)
	if err != nil {
		return nil, err
	}
	return events, recordedWhole(events)
}

// recordedWhole returns the error of events whose steps can't be made again, because a text was left out.
func recordedWhole(events []engine.Event) error {
	for _, e := range events {
		if slices.ContainsFunc(e.Notes, func(note string) bool { return strings.HasPrefix(note, remote.LeftOut) }) {
			return fmt.Errorf("the recording does not have all of what step %d sends (--record-data records it)", e.Seq)
		}
	}
	return nil
}

// Leave ends the session and its recording: it goes on in another one, after its first n steps.
func (r *recorded) Leave(n, again int) error {
	r.by.goOn(r.file)
	err := r.Client.Close()
	_, _ = r.live.Leave(n, again), r.kept.Close()
	return err
}

// Close ends the session and its recording.
func (r *recorded) Close() error {
	err := r.Client.Close()
	_, _ = r.live.Close(), r.kept.Close()
	return err
}
