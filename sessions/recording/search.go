package recording

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// mostBlock is how many bytes of a recording are searched at a time, unless a line is longer.
const mostBlock = 1 << 20

// Search iterates over the indexes of the events that match a query, in order. It reads the lines without decoding
// them, on all processors. It ends at the first error, which may be that of ctx.
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

// blocks lets each searcher search one block, the first of which begins with event from, and returns the event after
// the last block.
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

// blockEnd returns the event after the block that begins with event from.
func (f *File) blockEnd(from int) int {
	to := from
	for to < len(f.events) && (to == from || f.events[to].end()-f.events[from].from <= mostBlock) {
		to++
	}
	return to
}

// each calls do with the lines of the events in [from, to).
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

// block reads the lines of the events in [from, to), and whatever is between them, into a buffer.
func (f *File) block(from, to int, buffer []byte) ([]byte, error) {
	begin := f.events[from].from
	size := int(f.events[to-1].end() - begin)
	buffer = slices.Grow(buffer[:0], size)[:size]
	return buffer, fill(buffer, begin, f.name, f.text)
}

// Find returns the index of the first event with a sequence number; false if there is none.
func (f *File) Find(seq uint64) (int, bool) {
	if i := int(seq) - 1; i >= 0 && i < len(f.events) { // correct if the session is recorded from its first step
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
