package remote

import "fmt"

// files makes descriptors that are not sockets.
func (p *pen) files() {
	r, w := p.name("r"), p.name("w")
	p.line("%s, %s = pipe nonblock%s", r, w, p.pick("", " cloexec", " direct"))
	f, e, t := p.name("f"), p.name("e"), p.name("t")
	p.line("%s = memfd %s", f, p.text())
	p.line("%s = eventfd %s nonblock%s", e, p.pick("", "0", "3"), p.pick("", " semaphore", " cloexec"))
	p.line("%s = timerfd %s nonblock", t, p.pick("1us", "1ms every 20ms", "10s", "1s every 2500ms"))
	p.others = append(p.others, r, w, f, e, t)
}

// other returns a descriptor that is usually not a socket.
func (p *pen) other() string {
	if p.one(6) {
		return p.any()
	}
	return p.others[p.IntN(len(p.others))]
}

// either returns a socket or another descriptor.
func (p *pen) either() string {
	if p.one(2) {
		return p.socket().name
	}
	return p.other()
}

// copy moves bytes between two descriptors.
func (p *pen) copy() {
	p.line("%s %s %s %s", p.pick("sendfile", "splice", "splice", "tee"), p.either(), p.other(), p.size())
}

func (p *pen) read() { p.line("read %s %s", p.either(), p.pick("8", "1", "100", "0", "64KiB")) }

func (p *pen) write() {
	p.line("write %s %s", p.either(), p.pick(p.text(), p.text(), "1", "18446744073709551615", fmt.Sprint(p.IntN(1000))))
}

func (p *pen) dup3() { p.line("dup3 %s %s%s", p.either(), p.other(), p.pick("", " cloexec")) }

// seek moves a file position, if there is one.
func (p *pen) seek() {
	p.line("lseek %s %s %s", p.either(), p.pick("0", "1", "-1", "5000"), p.pick("set", "cur", "end", "77"))
}
