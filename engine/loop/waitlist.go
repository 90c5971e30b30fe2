package loop

// waitlist is the queue of connections to be resumed in a later iteration.
type waitlist struct {
	list []*conn
	head int
}

func (q *waitlist) len() int { return len(q.list) - q.head }

func (q *waitlist) push(c *conn) {
	if q.head > len(q.list)/2 && len(q.list) == cap(q.list) {
		n := copy(q.list, q.list[q.head:])
		clear(q.list[n:])
		q.list, q.head = q.list[:n], 0
	}
	q.list = append(q.list, c)
}

func (q *waitlist) pop() *conn {
	c := q.list[q.head]
	q.list[q.head] = nil
	if q.head++; q.head == len(q.list) {
		q.list, q.head = q.list[:0], 0
	}
	return c
}
