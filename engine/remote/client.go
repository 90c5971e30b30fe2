package remote

import (
	"encoding/json"
	"sync"

	"netnet-tui/engine"
)

// Client talks to an engine in a separate process. Its methods may be called from any goroutine.
type Client struct {
	child *child

	out    *outbox[request]
	latest latest

	lock    sync.Mutex
	last    uint64
	waiting map[uint64]chan reply
	step    string        // the last one posted
	gone    error         // why the engine is gone; nil while it runs
	ended   chan struct{} // closed when listen has returned
	close   sync.Once
}

// Start starts an engine in a child process, in its own lab if the options say so. It returns once the engine is ready.
func Start(o engine.Options) (*Client, error) { return StartRecorded(o, nil) }

// StartRecorded is like Start, but the engine writes its events to a recording: each event is written before anyone is
// told of it. The engine gets a copy of the file's descriptor.
func StartRecorded(o engine.Options, to *Recording) (*Client, error) {
	child, err := startChild(o, to)
	if err != nil {
		return nil, err
	}
	c := &Client{child: child, out: newOutbox[request](), waiting: map[uint64]chan reply{}, ended: make(chan struct{})}
	in := json.NewDecoder(child.out)
	var ready greeting
	err = in.Decode(&ready)
	switch {
	case err != nil:
		err = child.died("")
	case ready.Error != "":
		err = &engine.Unavailable{Reason: ready.Error}
	}
	if err != nil {
		close(c.ended)
		_ = c.Close()
		return nil, err
	}
	go c.listen(in)
	out := json.NewEncoder(child.in)
	go c.out.run(func(r request) error { return out.Encode(r) })
	return c, nil
}

// listen passes replies to the callers that wait for them, until the engine is gone.
func (c *Client) listen(in *json.Decoder) {
	defer close(c.ended)
	for {
		var r reply
		if in.Decode(&r) != nil {
			break
		}
		c.lock.Lock()
		ch := c.waiting[r.ID]
		delete(c.waiting, r.ID)
		c.lock.Unlock()
		if ch != nil {
			ch <- r
		}
	}
	c.out.close()
	c.lock.Lock()
	step, died := c.step, c.gone != nil
	c.lock.Unlock()
	var end error
	if !died {
		end = c.child.died(step) // waits for the process
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.gone == nil {
		c.gone = end
	}
	for _, ch := range c.waiting {
		close(ch)
	}
	c.waiting = nil
}

// Post queues a step and returns at once.
func (c *Client) Post(s engine.Step) error {
	_, err := c.send(request{Step: &s}, false)
	return err
}

// Do makes a step and returns its event.
func (c *Client) Do(s engine.Step) (engine.Event, error) {
	r, err := c.ask(request{Step: &s})
	if err != nil {
		return engine.Event{}, err
	}
	nameOwners(*r.Event)
	return *r.Event, nil
}

// Frame returns what a screen asked for.
func (c *Client) Frame(q engine.Query) (engine.Frame, error) {
	had := c.latest.get()
	q.Have = had.version
	r, err := c.ask(request{Frame: &q})
	if err != nil {
		return engine.Frame{}, err
	}
	c.latest.complete(r.Frame, had)
	nameOwners(r.Frame.Events...)
	return *r.Frame, nil
}

// Record turns the recording on or off from now on.
func (c *Client) Record(on bool) error {
	_, err := c.send(request{Record: &on}, false)
	return err
}

func (c *Client) ask(r request) (reply, error) {
	ch, err := c.send(r, true)
	if err != nil {
		return reply{}, err
	}
	answer, ok := <-ch
	if !ok {
		c.lock.Lock()
		defer c.lock.Unlock()
		return reply{}, c.gone
	}
	return answer, nil
}

// send writes a request. The channel receives its reply, and is closed if none can come.
func (c *Client) send(r request, answered bool) (chan reply, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.gone != nil {
		return nil, c.gone
	}
	var ch chan reply
	if answered {
		c.last++
		r.ID = c.last
		ch = make(chan reply, 1)
		c.waiting[r.ID] = ch
	}
	if r.Step != nil {
		c.step = r.Step.String()
	}
	c.out.put(r)
	return ch, nil
}

// Close ends the engine and closes everything it has open.
func (c *Client) Close() error {
	c.lock.Lock()
	if c.gone == nil {
		c.gone = engine.ErrClosed
	}
	c.lock.Unlock()
	c.close.Do(func() {
		c.child.end()
		<-c.ended
		_ = c.child.out.Close()
	})
	return nil
}
