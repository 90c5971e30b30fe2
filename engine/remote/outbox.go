package remote

import "sync"

// outbox is a queue of what is still to be written to the other process. put never waits for the other side to read.
type outbox[T any] struct {
	lock   sync.Mutex
	queue  []T
	more   chan struct{} // has a token while the queue may hold something
	closed chan struct{}
	once   sync.Once
	done   chan struct{} // closed when run has returned
}

func newOutbox[T any]() *outbox[T] {
	return &outbox[T]{more: make(chan struct{}, 1), closed: make(chan struct{}), done: make(chan struct{})}
}

// put adds an item to be written.
func (o *outbox[T]) put(item T) {
	o.lock.Lock()
	o.queue = append(o.queue, item)
	o.lock.Unlock()
	select {
	case o.more <- struct{}{}:
	default:
	}
}

// run writes the items in order, until a write fails or the outbox is closed and empty.
func (o *outbox[T]) run(write func(T) error) {
	defer close(o.done)
	for open := true; open; {
		select {
		case <-o.closed:
			open = false
		case <-o.more:
		}
		for _, item := range o.take() {
			if write(item) != nil {
				return
			}
		}
	}
}

func (o *outbox[T]) take() []T {
	o.lock.Lock()
	defer o.lock.Unlock()
	queue := o.queue
	o.queue = nil
	return queue
}

// close ends run once everything is written.
func (o *outbox[T]) close() { o.once.Do(func() { close(o.closed) }) }
