package recording

import "bytes"

// Telling returns the events in [from, to), in order, that are enough to determine the state of the sockets after the
// last of them: the first and the last event with evidence of each socket, all that set options, and the very last. It
// includes all lines written by other programs.
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

// teller finds the evidence of sockets in lines written by this program, without decoding them.
type teller struct {
	from    int
	tells   []bool // by event number
	last    map[string]*lastOf
	private bool
}

// lastOf is the last events that contain some evidence of a socket.
type lastOf struct{ seen, after, detail, info int }

// The parts of evidence as this program writes them. In a text, a quote is preceded by a backslash.
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

// observed records the evidence of a socket in an event; it begins with the socket's number.
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

// told returns the selected events.
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
