package protocol

// redisTable holds entries by their names, in no order. They can be found, taken at random, and
// scanned in pieces while others come and go.
type redisTable[V any] struct {
	byName map[string]*redisEntry[V]
	all    []*redisEntry[V]
}

// redisEntry is a name in a table, and what belongs to it.
type redisEntry[V any] struct {
	name  string
	place int // in all
	value V
}

func newRedisTable[V any]() redisTable[V] {
	return redisTable[V]{byName: map[string]*redisEntry[V]{}}
}

func (t *redisTable[V]) len() int { return len(t.all) }

// get finds an entry; nil if there is none.
func (t *redisTable[V]) get(name []byte) *redisEntry[V] { return t.byName[string(name)] }

// add makes an entry of a name that has none.
func (t *redisTable[V]) add(name []byte) *redisEntry[V] {
	e := &redisEntry[V]{name: string(name), place: len(t.all)}
	t.byName[e.name] = e
	t.all = append(t.all, e)
	return e
}

// remove takes an entry out. The last one gets its place.
func (t *redisTable[V]) remove(e *redisEntry[V]) {
	last := t.all[len(t.all)-1]
	t.all[e.place], last.place = last, e.place
	t.all[len(t.all)-1] = nil
	t.all = t.all[:len(t.all)-1]
	delete(t.byName, e.name)
}

// scan visits entries from a cursor on until visit returns false, and returns the cursor for the
// rest: 0 at the end, and 0 begins. The cursor is how many places are left to visit, from the
// last to the first. An entry whose place changes gets one that comes later, so none is left out
// that is there from the beginning to the end; one may come twice.
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
