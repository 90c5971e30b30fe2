package recording

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// mostBlock is how many bytes of a recording are gone through at a time, unless a line has more.
const mostBlock = 1 << 20

// Search yields the events that a query is about, by their index and in their order. It reads
// the lines without decoding them, on as many processors as there are. An error ends it, and so
// does the end of ctx, which is one.
func (f *File) Search(ctx context.Context, q Query) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		workers := make([]*searcher, runtime.GOMAXPROCS(0))
		for i := range workers {
			workers[i] = f.searcher(q)
		}
		for from := 0; from < len(f.events); {
			if err := ctx.Err(); err != nil {
				yield(from, err)
				return
			}
			from = f.blocks(from, workers)
			for _, s := range workers {
				for _, i := range s.hits {
					if !yield(i, nil) {
						return
					}
				}
				if s.err != nil {
					yield(from, s.err)
					return
				}
			}
		}
	}
}

// blocks has each searcher search a block, the first of which begins with event from, and returns
// the event behind the last of them.
func (f *File) blocks(from int, workers []*searcher) int {
	var searching sync.WaitGroup
	for _, s := range workers {
		to := f.blockEnd(from)
		begin := from
		searching.Go(func() { s.search(f, begin, to) })
		from = to
	}
	searching.Wait()
	return from
}

// blockEnd is the event behind a block that begins with one.
func (f *File) blockEnd(from int) int {
	to := from
	for to < len(f.events) && (to == from || f.events[to].end()-f.events[from].from <= mostBlock) {
		to++
	}
	return to
}

// each goes over the lines of the events from one up to another.
func (f *File) each(from, to int, do func(i int, line []byte)) error {
	var raw []byte
	for i := from; i < to; {
		var err error
		end, begin := min(f.blockEnd(i), to), f.events[i].from
		if raw, err = f.block(i, end, raw); err != nil {
			return err
		}
		for ; i < end; i++ {
			do(i, f.events[i].of(raw, begin))
		}
	}
	return nil
}

// block reads the lines of the events from one up to another, and what stands between them, into a buffer.
func (f *File) block(from, to int, buffer []byte) ([]byte, error) {
	begin := f.events[from].from
	size := int(f.events[to-1].end() - begin)
	buffer = slices.Grow(buffer[:0], size)[:size]
	return buffer, fill(buffer, begin, f.name, f.text)
}

// Find is the index of the first event with a sequence number; false where there is none.
func (f *File) Find(seq uint64) (int, bool) {
	if i := int(seq) - 1; i >= 0 && i < len(f.events) { // where a session is recorded from its first step
		if raw, err := f.Raw(i); err == nil {
			if n, ok := numberOf(raw); ok && n == seq {
				return i, true
			}
		}
	}
	for i, err := range f.Search(context.Background(), Query{seqs: map[uint64]bool{seq: true}}) {
		return i, err == nil
	}
	return 0, false
}
