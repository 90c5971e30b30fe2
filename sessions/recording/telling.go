package recording

import "bytes"

// Telling are the events from one up to another, in their order, that are enough to know what
// sockets are like behind the last of them: the first and the last that have evidence of each, all that set
// options, and the last of all. The lines of other programs all are.
func (f *File) Telling(from, to int) ([]int, error) {
	if from >= to {
		return nil, nil
	}
	t := teller{from: from, tells: make([]bool, to-from), last: map[string]*lastOf{}}
	if err := f.each(from, to, t.read); err != nil {
		return nil, err
	}
	return t.told(), nil
}

// teller finds what tells of sockets in the lines of this program, without decoding them.
type teller struct {
	from    int
	tells   []bool // by the number of the event
	last    map[string]*lastOf
	private bool
}

// lastOf is the last events that have something of a socket.
type lastOf struct{ seen, after, detail, info int }

// How this program writes the parts of evidence. In a text, a quote stands behind a backslash.
var (
	evidenceKey = []byte(`"evidence":{`)
	observedKey = []byte(`{"id":`)
	afterKey    = []byte(`"after":{`)
	detailKey   = []byte(`"detail":{`)
	infoKey     = []byte(`"info":{`)
	changedKey  = []byte(`"options":[`)
	privateKey  = []byte(`"private":true`)
)

func (t *teller) read(i int, line []byte) {
	if !bytes.HasPrefix(line, numbered) {
		t.tells[i-t.from] = true
		return
	}
	at := bytes.Index(line, evidenceKey)
	if at < 0 {
		return
	}
	evidence := line[at:]
	if !t.private && bytes.Contains(evidence, privateKey) || bytes.Contains(evidence, changedKey) {
		t.private = t.private || bytes.Contains(evidence, privateKey)
		t.tells[i-t.from] = true
	}
	for _, socket := range bytes.Split(evidence, observedKey)[1:] {
		t.observed(i, socket)
	}
}

// observed takes in what an event has of a socket, which begins with its number.
func (t *teller) observed(i int, socket []byte) {
	id, _, _ := bytes.Cut(socket, []byte(","))
	last := t.last[string(id)]
	if last == nil {
		last = &lastOf{i, i, i, i}
		t.last[string(id)] = last
		t.tells[i-t.from] = true
	}
	last.seen = i
	if bytes.Contains(socket, afterKey) {
		last.after = i
	}
	if bytes.Contains(socket, detailKey) {
		last.detail = i
		if bytes.Contains(socket, infoKey) {
			last.info = i
		}
	}
}

// told are the events that tell.
func (t *teller) told() []int {
	for _, last := range t.last {
		for _, i := range []int{last.seen, last.after, last.detail, last.info} {
			t.tells[i-t.from] = true
		}
	}
	t.tells[len(t.tells)-1] = true
	var list []int
	for i, tells := range t.tells {
		if tells {
			list = append(list, t.from+i)
		}
	}
	return list
}
