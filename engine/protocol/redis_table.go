package protocol

// redisTable holds entries by name, in no order. They can be found, picked at random, and scanned in pieces while
// others come and go.
type redisTable[V any] struct {
	byName map[string]*redisEntry[V]
	all    []*redisEntry[V]
}

// redisEntry is a name in a table and its value.
type redisEntry[V any] struct {
	name  string
	place int // index in all
	value V
}

func newRedisTable[V any]() redisTable[V] {
	return redisTable[V]{byName: map[string]*redisEntry[V]{}}
}

func (t *redisTable[V]) len() int { return len(t.all) }

// get returns an entry, or nil if there is none.
func (t *redisTable[V]) get(name []byte) *redisEntry[V] { return t.byName[string(name)] }

// add makes an entry with a name that is not in the table.
func (t *redisTable[V]) add(name []byte) *redisEntry[V] {
	e := &redisEntry[V]{name: string(name), place: len(t.all)}
	t.byName[e.name] = e
	t.all = append(t.all, e)
	return e
}

// remove removes an entry. The last one moves to its place.
func (t *redisTable[V]) remove(e *redisEntry[V]) {
	last := t.all[len(t.all)-1]
	t.all[e.place], last.place = last, e.place
	t.all[len(t.all)-1] = nil
	t.all = t.all[:len(t.all)-1]
	delete(t.byName, e.name)
}

// scan visits entries from a cursor on until visit returns false, and returns the cursor for the rest, which is 0 at
// the end. Cursor 0 begins a scan. A cursor is the number of places left to visit, from the last to the first. An entry
// that moves goes to a place visited later, so an entry that exists throughout the scan is never left out, but may come
// twice.
func (t *redisTable[V]) scan(cursor uint64, visit func(*redisEntry[V]) bool) (next uint64) {
	left := uint64(len(t.all))
	if cursor > 0 {
		left = min(left, cursor)
	}
	for left > 0 {
		left--
		if !visit(t.all[left]) {
			return left
		}
	}
	return 0
}
