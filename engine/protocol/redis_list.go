package protocol

import "slices"

// Limits of a list node, in bytes.
const (
	redisNodeBytes = 4 << 10 // its maximum size, unless it holds a single value
	redisEndBytes  = 4       // its bookkeeping for each value
	redisNodeSpare = 256     // spare room it may keep after values are removed
)

// redisList is a list of values, packed into nodes: a short value costs little more than its bytes, and a push or a pop
// at either end is cheap however long the list.
type redisList struct {
	nodes []*redisNode
	count int
}

// redisNode holds consecutive values of a list. Bytes are only ever appended, and values are taken from either end
// without moving the others. So a copy of a node keeps its values as long as nothing is appended to the bytes it
// shares.
type redisNode struct {
	bytes    []byte
	ends     []uint32 // where in bytes each value ends
	first    int      // values removed from the beginning of bytes
	reversed bool     // the value appended last is the first of the list
	shared   bool     // a copy has been made
}

func newRedisList() *redisList { return &redisList{} }

func (*redisList) overhead() int { return 128 }

func (*redisList) kind() string { return "list" }

func (l *redisList) len() int { return l.count }

func (n *redisNode) len() int { return len(n.ends) - n.first }

// size includes the values removed from the beginning: they still take up room.
func (n *redisNode) size() int { return len(n.bytes) + redisEndBytes*(len(n.ends)+1) }

// at returns the value at position i in the list's order.
func (n *redisNode) at(i int) []byte {
	if n.reversed {
		return n.value(len(n.ends) - 1 - i)
	}
	return n.value(n.first + i)
}

// value returns the value at position i in bytes.
func (n *redisNode) value(i int) []byte { return n.bytes[n.start(i):n.ends[i]] }

// start returns where in bytes a value begins.
func (n *redisNode) start(i int) uint32 {
	if i == 0 {
		return 0
	}
	return n.ends[i-1]
}

// trim frees the room of removed values once they take up most of the node.
func (n *redisNode) trim() {
	start := n.start(n.first)
	needed := len(n.bytes) - int(start) + redisEndBytes*n.len()
	if held := cap(n.bytes) + redisEndBytes*cap(n.ends); held <= max(4*needed, redisNodeSpare) {
		return
	}
	ends := slices.Clone(n.ends[n.first:])
	for i := range ends {
		ends[i] -= start
	}
	n.bytes, n.ends, n.first, n.shared = slices.Clone(n.bytes[start:]), ends, 0, false
}

// push adds a value at the front or at the end.
func (l *redisList) push(value []byte, front bool) {
	l.count++
	n := l.end(front)
	if n == nil || n.reversed != front || n.size()+len(value) > redisNodeBytes {
		n = &redisNode{reversed: front}
		if front {
			l.nodes = slices.Insert(l.nodes, 0, n)
		} else {
			l.nodes = append(l.nodes, n)
		}
	}
	if n.shared { // appending must not overwrite what the copy has
		n.bytes, n.ends, n.shared = slices.Clip(n.bytes), slices.Clip(n.ends), false
	}
	n.bytes = append(n.bytes, value...)
	n.ends = append(n.ends, uint32(len(n.bytes)))
}

// pop removes a value from the front or the end. It is valid until the next push.
func (l *redisList) pop(front bool) (value []byte) {
	n := l.end(front)
	if n.reversed == front {
		last := len(n.ends) - 1
		value = n.value(last)
		n.bytes, n.ends = n.bytes[:len(n.bytes)-len(value)], n.ends[:last]
	} else {
		value = n.value(n.first)
		n.first++
	}
	l.count--
	switch {
	case n.len() > 0:
		n.trim()
	case front:
		l.nodes[0] = nil
		l.nodes = l.nodes[1:]
	default:
		l.nodes[len(l.nodes)-1] = nil
		l.nodes = l.nodes[:len(l.nodes)-1]
	}
	return value
}

// end returns the node at the front or at the end; nil if the list is empty.
func (l *redisList) end(front bool) *redisNode {
	switch {
	case len(l.nodes) == 0:
		return nil
	case front:
		return l.nodes[0]
	}
	return l.nodes[len(l.nodes)-1]
}

// from returns copies of the nodes that hold count values beginning at start. skip is how many values of the first node
// come before them. If kept is set, later pushes and pops do not change the copies.
func (l *redisList) from(start, count int, kept bool) (nodes []redisNode, skip int) {
	skip = start
	for _, n := range l.nodes {
		if len(nodes) == 0 && skip >= n.len() {
			skip -= n.len()
			continue
		}
		n.shared = n.shared || kept
		nodes = append(nodes, *n)
		if count -= n.len(); count+skip <= 0 {
			break
		}
	}
	return nodes, skip
}
