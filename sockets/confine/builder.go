package confine

import "golang.org/x/sys/unix"

// builder assembles a filter. Jumps go forward to a label, at most 255 instructions, as classic BPF requires.
type builder struct {
	program []unix.SockFilter
	jumps   map[int]jump // by position of their instruction
	labels  map[string]int
}

// jump is the targets of a jump; "" is the next instruction.
type jump struct{ yes, no string }

func (b *builder) add(code uint16, k uint32) {
	b.program = append(b.program, unix.SockFilter{Code: code, K: k})
}

// load loads 4 bytes of struct seccomp_data.
func (b *builder) load(offset uint32) { b.add(unix.BPF_LD|unix.BPF_W|unix.BPF_ABS, offset) }

// argument loads the lower half of an argument of the call. The processors that have a filter are little-endian, so it
// comes first.
func (b *builder) argument(n uint32) { b.load(offsetArguments + n*argumentBytes) }

func (b *builder) and(mask uint32)      { b.add(unix.BPF_ALU|unix.BPF_AND|unix.BPF_K, mask) }
func (b *builder) answer(action uint32) { b.add(unix.BPF_RET|unix.BPF_K, action) }

func (b *builder) compare(how uint16, k uint32, to jump) {
	if b.jumps == nil {
		b.jumps = map[int]jump{}
	}
	b.jumps[len(b.program)] = to
	b.add(unix.BPF_JMP|how|unix.BPF_K, k)
}

// when jumps if the loaded value equals k, unless if it differs from k, from if it is at least k, and bits if it has
// one of the bits of k.
func (b *builder) when(k uint32, label string)   { b.compare(unix.BPF_JEQ, k, jump{yes: label}) }
func (b *builder) unless(k uint32, label string) { b.compare(unix.BPF_JEQ, k, jump{no: label}) }
func (b *builder) from(k uint32, label string)   { b.compare(unix.BPF_JGE, k, jump{yes: label}) }
func (b *builder) bits(k uint32, label string)   { b.compare(unix.BPF_JSET, k, jump{yes: label}) }

// label names the next instruction.
func (b *builder) label(name string) {
	if b.labels == nil {
		b.labels = map[string]int{}
	}
	b.labels[name] = len(b.program)
}

// resolve fills in the distances of the jumps.
func (b *builder) resolve() []unix.SockFilter {
	for at, to := range b.jumps {
		far := func(label string) uint8 {
			if label == "" {
				return 0
			}
			return uint8(b.labels[label] - at - 1)
		}
		b.program[at].Jt, b.program[at].Jf = far(to.yes), far(to.no)
	}
	return b.program
}
