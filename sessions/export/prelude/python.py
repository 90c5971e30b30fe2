#= libc
# Python's own sockets make other calls than these: they set FD_CLOEXEC (PEP 446), try again after
# EINTR (PEP 475), and ask for addresses that nobody wants. So the calls are made by ctypes.
libc = ctypes.CDLL(None, use_errno=True)
_int, _pointer, _size = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
libc.read.argtypes = libc.write.argtypes = [_int, _pointer, _size]
libc.send.argtypes = libc.recv.argtypes = [_int, _pointer, _size, _int]
libc.sendto.argtypes = [_int, _pointer, _size, _int, _pointer, ctypes.c_uint]
libc.recvfrom.argtypes = [_int, _pointer, _size, _int, _pointer, _pointer]
libc.sendfile.argtypes = [_int, _int, _pointer, _size]
libc.splice.argtypes = [_int, _pointer, _int, _pointer, _size, ctypes.c_uint]
libc.tee.argtypes = [_int, _int, _size, ctypes.c_uint]
libc.lseek.argtypes = [_int, ctypes.c_int64, _int]
for _name in ("send", "sendto", "recv", "recvfrom", "read", "write", "readv", "writev", "sendmsg", "recvmsg", "sendfile", "splice", "tee", "lseek"):
    getattr(libc, _name).restype = ctypes.c_ssize_t
#= r
r, e = 0, 0  # what the last call answered, and its errno; 0 is none
#= answer
def answer(n):
    global r, e
    r, e = n, ctypes.get_errno() if n == -1 else 0
#= data
data = ctypes.create_string_buffer(DATA_SIZE)  # what was received
#= got
def got(text):
    """Whether exactly these bytes came."""
    return e == 0 and r == len(text) and data.raw[:r] == text
#= contains
def contains(text):
    """Whether these bytes are among those that came."""
    return e == 0 and text in data.raw[:r]
#= count
def count():
    """The number that an eventfd or a timerfd was read as."""
    return struct.unpack("Q", data.raw[:8])[0]
#= board
# What the processes share: whose turn it is, and whether one has failed.
board = memoryview(mmap.mmap(-1, 4096)).cast("i")
me, pids = 0, {}  # the number of this process, 0 is the first; and those of the others
#= stop
def stop(status):
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
#= stop_all
def stop(status):
    if status:
        board[1] = status
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
#= turn
def turn(process, nth):
    """Whether a step is this process's to make; waits until the steps before it are made."""
    if process != me:
        return False
    while board[0] != nth:
        if board[1]:
            stop(board[1])
        time.sleep(0.0002)
    return True
#= done
def done():
    board[0] += 1
#= limit
limit, tries = 0, 0  # the end of the time in which something is tried again
#= within
def within(seconds):
    """Begins a time in which something is tried again and again."""
    global limit, tries
    limit, tries = time.monotonic() + seconds, 0
#= more
def more(pause):
    """Whether there is time for another try; pauses before it, 1 ms at first, 16 ms at most."""
    global tries
    left = limit - time.monotonic()
    if pause and left > 0:
        time.sleep(min(left, 0.001 * 2 ** min(tries, 4)))
    tries = tries + 1 if pause else 0
    return left > 0
#= again
def again():
    """Whether the call may answer something else in a moment."""
    return e in (errno.EAGAIN, errno.EINPROGRESS, errno.EALREADY)
#= told
def told(line, step):
    """Prints a failure that nobody expected anything of; the program goes on."""
    if e:
        print(f"{source}:{line}: {step}: {os.strerror(e)}", file=sys.stderr)
#= need
def need(line, step):
    """Ends the program where a step has not made what others need."""
    told(line, step)
    if e:
        stop(1)
#= expect
def expect(holds, line, step):
    """Ends the program where something does not hold."""
    if not holds:
        print(f"{source}:{line}: does not hold: {step} (answer {r}, {os.strerror(e)})", file=sys.stderr)
        stop(1)
#= ipv4
def ipv4(host, port):
    return struct.pack("=H", socket.AF_INET) + struct.pack(">H", port) + socket.inet_pton(socket.AF_INET, host) + bytes(8)
#= ipv6
def ipv6(host, port, scope):
    return struct.pack("=H", socket.AF_INET6) + struct.pack(">HI", port, 0) + socket.inet_pton(socket.AF_INET6, host) + struct.pack("=I", scope)
#= path
def path(name):
    """A file; abstract names, which begin with a NUL, have no file."""
    return struct.pack("=H", socket.AF_UNIX) + name + (b"\0" if name[0] and len(name) < 108 else b"")
#= to
to = b""  # the address that a call is given, or has filled in
#= name
def name(call, fd, room=128):
    """Asks for an address; None where there is none."""
    address, length = ctypes.create_string_buffer(128), ctypes.c_uint(room & 0xFFFFFFFF)
    if call(fd, address, ctypes.byref(length)) == -1:
        return None
    return address.raw[:min(length.value, 128)]
#= local
def local(fd):
    return name(libc.getsockname, fd)
#= peer
def peer(fd):
    return name(libc.getpeername, fd)
#= has
def has(text, at, part):
    return text is not None and text[at:at + len(part)] == part
#= address_text
def address_text(a):
    if not a:
        return "none"
    family = struct.unpack("=H", a[:2])[0]
    if family == socket.AF_INET:
        return f"{socket.inet_ntop(family, a[4:8])}:{struct.unpack('>H', a[2:4])[0]}"
    if family == socket.AF_INET6:
        return f"[{socket.inet_ntop(family, a[8:24])}]:{struct.unpack('>H', a[2:4])[0]}"
    return f"family {family}: {a[2:]!r}"
#= states
# The states of TCP, include/net/tcp_states.h.
states = ["CLOSED", "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
          "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING", "SYN-RECEIVED"]
#= proc
def proc(file):
    with open(file) as f:
        return f.read()
#= afterlife
def afterlife(here, there):
    """The state of a connection that has no socket any more, as /proc tells it."""
    def hex(a):
        words = struct.unpack("=I", a[4:8]) if len(a) == 16 else struct.unpack("=4I", a[8:24])
        return "".join(f"{w:08X}" for w in words) + f":{struct.unpack('>H', a[2:4])[0]:04X}"
    if not here or len(here) not in (16, 28):
        return "CLOSED"
    found = "CLOSED"
    for line in proc("/proc/net/tcp" if len(here) == 16 else "/proc/net/tcp6").splitlines()[1:]:
        _, a, b, number = line.split()[:4]
        number = int(number, 16)
        if a == hex(here) and (b == hex(there) if there else number == 6):  # without a peer only its own address is known
            found = states[number]
    return found
#= info
def info(fd, at, size, shift, bits):
    """A number in TCP_INFO: its size in bytes, and the bits of it."""
    raw, length = ctypes.create_string_buffer(512), ctypes.c_uint(512)
    if libc.getsockopt(fd, socket.IPPROTO_TCP, socket.TCP_INFO, raw, ctypes.byref(length)) == -1:
        return -1
    n = int.from_bytes(raw.raw[at:at + size], sys.byteorder)
    return n >> shift & (1 << bits) - 1 if bits else n
#= option
def option(fd, level, name):
    """Reads an option that is an int."""
    n, length = ctypes.c_int(), ctypes.c_uint(4)
    return -1 if libc.getsockopt(fd, level, name, ctypes.byref(n), ctypes.byref(length)) == -1 else n.value
#= state
def state(fd):
    """What a socket is in: a state of TCP by its name in RFC 9293, or what others have."""
    number = info(fd, 0, 1, 0, 0)
    if number >= 0:
        return afterlife(local(fd), peer(fd)) if states[number] == "CLOSED" else states[number]
    if option(fd, socket.SOL_SOCKET, socket.SO_ACCEPTCONN) > 0:
        return "LISTEN"
    return "ESTABLISHED" if peer(fd) else "UNCONNECTED"
#= ask
def ask(fd, request, number):
    """Makes a request that is answered with a number."""
    n = ctypes.c_int(number)
    return -1 if libc.ioctl(fd, ctypes.c_ulong(request), ctypes.byref(n)) == -1 else n.value
#= set_flag
def set_flag(fd, get, set, flag, on):
    """Changes one flag of a descriptor and keeps the others."""
    flags = libc.fcntl(fd, get)
    if flags == -1:
        return -1
    return libc.fcntl(fd, set, flags | flag if on else flags & ~flag)
#= flag_of
def flag_of(fd, get, flag):
    flags = libc.fcntl(fd, get)
    return int(flags != -1 and flags & flag != 0)
#= value
value = b""  # of an option
#= get_option
def get_option(fd, level, name, size):
    global value
    raw, length = ctypes.create_string_buffer(max(size, 8)), ctypes.c_uint(size & 0xFFFFFFFF)
    n = libc.getsockopt(fd, level, name, raw, ctypes.byref(length))
    value = raw.raw[:length.value] if n == 0 else b""
    return n
#= value_number
def value_number():
    return struct.unpack("=i", (value + bytes(4))[:4])[0]
#= value_text
def value_text():
    """A value without what follows its end."""
    return value.split(b"\0")[0]
#= pollfd
class pollfd(ctypes.Structure):
    _fields_ = [("fd", ctypes.c_int), ("events", ctypes.c_short), ("revents", ctypes.c_short)]
#= watched
watched = []  # by poll and select
#= watch
def watch(*pairs):
    global watched
    watched = (pollfd * len(pairs))(*[(fd, events) for fd, events in pairs])
#= poll_watched
def poll_watched(timeout):
    return libc.poll(watched, len(watched), timeout)
#= select_watched
def select_watched(timeout):
    masks = (select.POLLIN | select.POLLRDHUP, select.POLLOUT, select.POLLPRI)
    sets = [[w.fd for w in watched if w.events & mask] for mask in masks]
    try:
        ready = select.select(*sets, timeout)
    except OSError as error:
        ctypes.set_errno(error.errno)
        return -1
    for w in watched:
        for fds, bit in zip(ready, (select.POLLIN, select.POLLOUT, select.POLLPRI)):
            if w.fd in fds:
                w.revents |= bit
    return sum(len(fds) for fds in ready)
#= polled
def polled(fd):
    """What a descriptor is ready for, of those that were watched."""
    for w in watched:
        if w.fd == fd and w.revents:
            return w.revents & 0xFFFF
    return 0
#= epoll_event
class epoll_event(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("events", ctypes.c_uint32), ("fd", ctypes.c_int), ("high", ctypes.c_int)]
#= reports
reports = (epoll_event * REPORTS)()
#= reported
def reported(fd):
    """What epoll_wait has told of a descriptor."""
    for report in reports[:max(r, 0)]:
        if report.fd == fd:
            return report.events
    return 0
#= ready
def ready(fd):
    """What poll says of one descriptor now."""
    one = pollfd(fd, select.POLLIN | select.POLLOUT | select.POLLPRI | select.POLLRDHUP)
    libc.poll(ctypes.byref(one), 1, 0)
    return one.revents & 0xFFFF
#= filter_program
filters = []  # which the kernel reads later
def filter_program(*instructions):
    """struct sock_fprog of linux/filter.h, of instructions: code, jt, jf, k."""
    filters.append(ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *i) for i in instructions)))
    return struct.pack("HP", len(instructions), ctypes.addressof(filters[-1]))
#= made
made = -1  # by a step of several calls
#= server
def server(at, backlog):
    """Makes a listener: socket, SO_REUSEADDR, bind, listen."""
    global made
    fd = libc.socket(struct.unpack("=H", at[:2])[0], socket.SOCK_STREAM, 0)
    if fd == -1:
        return -1
    made = fd
    if libc.setsockopt(fd, socket.SOL_SOCKET, socket.SO_REUSEADDR, struct.pack("=i", 1), 4) == -1 or libc.bind(fd, at, len(at)) == -1:
        return -1
    return libc.listen(fd, backlog)
#= client
def client(at):
    """Makes a connection without sleeping in connect: socket, connect, poll, SO_ERROR."""
    global made
    fd = libc.socket(struct.unpack("=H", at[:2])[0], socket.SOCK_STREAM | socket.SOCK_NONBLOCK, 0)
    if fd == -1:
        return -1
    made = fd
    if libc.connect(fd, at, len(at)) == -1 and ctypes.get_errno() != errno.EINPROGRESS:
        return -1
    one = pollfd(fd, select.POLLOUT)
    n = libc.poll(ctypes.byref(one), 1, 5000)
    if n < 1:
        if n == 0:
            ctypes.set_errno(errno.EINPROGRESS)
        return -1
    pending = option(fd, socket.SOL_SOCKET, socket.SO_ERROR)
    if pending == 0:
        return 0
    ctypes.set_errno(pending)
    return -1
#= closedown
def closedown(fd):
    """Ends a connection for everybody, and gives the descriptor up."""
    if libc.shutdown(fd, socket.SHUT_RDWR) == -1 and ctypes.get_errno() != errno.ENOTCONN:
        return -1
    return libc.close(fd)
#= memory_file
def memory_file(name, content):
    """Makes a file that exists in memory only, with a content."""
    global made
    fd = libc.memfd_create(name, os.MFD_ALLOW_SEALING)
    if fd == -1:
        return -1
    made = fd
    if libc.write(fd, content, len(content)) == -1 or libc.lseek(fd, 0, os.SEEK_SET) == -1:
        return -1
    return fd
#= timer
def timer(first, every, flags):
    """Makes a timer that read tells the expirations of; times are in nanoseconds."""
    global made
    fd = libc.timerfd_create(time.CLOCK_MONOTONIC, flags)
    if fd == -1:
        return -1
    made = fd
    spec = struct.pack("=4q", every // 10**9, every % 10**9, first // 10**9, first % 10**9)
    return -1 if libc.timerfd_settime(fd, 0, spec, None) == -1 else fd
#= limit_descriptors
def limit_descriptors(n):
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (n, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    except (OSError, ValueError) as error:
        ctypes.set_errno(getattr(error, "errno", 0) or errno.EINVAL)
        return -1
    return 0
#= ints
def ints(*list):
    """Ints as C has them."""
    return b"".join(struct.pack("=I", n & 0xFFFFFFFF) for n in list)
#= control_message
def control_message(level, type, data):
    """A control message with its header."""
    return struct.pack("=Qii", 16 + len(data), level, type) + data + bytes(-len(data) % 8)
#= iovec
class iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
#= msghdr
class msghdr(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("namelen", ctypes.c_uint), ("iov", ctypes.POINTER(iovec)), ("iovlen", ctypes.c_size_t),
                ("control", ctypes.c_char_p), ("controllen", ctypes.c_size_t), ("flags", ctypes.c_int)]
#= mmsghdr
class mmsghdr(ctypes.Structure):
    _fields_ = [("header", msghdr), ("length", ctypes.c_uint)]
#= vector
def vector(parts):
    """Parts as a call takes them."""
    return (iovec * len(parts))(*[(ctypes.cast(ctypes.c_char_p(part), ctypes.c_void_p), len(part)) for part in parts])
#= send_message
def send_message(fd, to, flags, parts, control=None, length=None):
    m = msghdr(to, len(to or b"") if length is None else length, vector(parts), len(parts), control, len(control or b""), 0)
    return libc.sendmsg(fd, ctypes.byref(m), flags)
#= send_messages
def send_messages(fd, to, flags, texts, length=None):
    length = len(to or b"") if length is None else length
    parts = [vector([text]) for text in texts]
    messages = (mmsghdr * len(texts))(*[(msghdr(to, length, part, 1, None, 0, 0), 0) for part in parts])
    return libc.sendmmsg(fd, messages, len(texts), flags)
#= receive_many
def receive_many(fd, count, size, flags):
    buffers = [ctypes.create_string_buffer(max(size, 1)) for _ in range(count)]
    parts = [(iovec * 1)((ctypes.addressof(buffer), size)) for buffer in buffers]
    messages = (mmsghdr * count)(*[(msghdr(None, 0, part, 1, None, 0, 0), 0) for part in parts])
    return libc.recvmmsg(fd, messages, count, flags, None)
#= into
def into(data, *sizes):
    """Parts of a buffer, one behind the other."""
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    return (iovec * len(sizes))(*[(ctypes.addressof(data) + start, size) for start, size in zip(starts, sizes)])
#= write_parts
def write_parts(fd, parts):
    return libc.writev(fd, vector(parts), len(parts))
#= read_parts
def read_parts(fd, parts):
    return libc.readv(fd, parts, len(parts))
#= message
class message:
    """What comes with the data of recvmsg."""
    sender, flags, control = b"", 0, b""
#= receive
def receive(fd, m, flags, room, parts):
    """Takes a message; its parts stand in data, one behind the other."""
    sender, control = ctypes.create_string_buffer(128), ctypes.create_string_buffer(max(room, 1))
    h = msghdr(ctypes.cast(sender, ctypes.c_char_p), 128, parts, len(parts), ctypes.cast(control, ctypes.c_char_p), room, 0)
    n = libc.recvmsg(fd, ctypes.byref(h), flags)
    m.sender, m.flags, m.control = b"", 0, b""
    if n != -1:
        m.sender, m.flags, m.control = sender.raw[:h.namelen], h.flags, control.raw[:h.controllen]
    return n
#= came
def came(m, level, type):
    """The data of a control message; None where it did not come."""
    p = m.control
    while len(p) >= 16:
        length, its_level, its_type = struct.unpack("=Qii", p[:16])
        if not 16 <= length <= len(p):
            return None
        if (its_level, its_type) == (level, type):
            return p[16:length]
        p = p[(length + 7) // 8 * 8:]
    return None
#= came_number
def came_number(text):
    """The number in a control message: of 1, 2, 4 or 8 bytes, or the first time that is set."""
    if text is None:
        return -1
    kind = {1: "B", 2: "=H", 4: "=i", 8: "=q"}.get(len(text))
    if kind:
        return struct.unpack(kind, text)[0]
    for at in range(0, len(text) - 15, 16):
        seconds, part = struct.unpack("=qq", text[at:at + 16])
        if seconds or part:
            return seconds * 10**9 + part
    return 0
#= descriptor
def descriptor(m, nth):
    """The nth descriptor that came with a message; -1 where fewer did."""
    text = came(m, socket.SOL_SOCKET, socket.SCM_RIGHTS) or b""
    return struct.unpack("=i", text[4 * nth:4 * nth + 4])[0] if len(text) >= 4 * (nth + 1) else -1
#= counter
def counter(wanted):
    """A counter of the kernel, of /proc/net/snmp or /proc/net/netstat."""
    for file in ("/proc/net/netstat", "/proc/net/snmp"):
        lines = proc(file).splitlines()
        for titles, values in zip(lines[::2], lines[1::2]):
            prefix, *titles = titles.replace(":", " ", 1).split()
            for title, n in zip(titles, values.split()[1:]):
                if wanted in (title, prefix + title):
                    return int(n)
    return -1
#= set_sysctl
def set_sysctl(file, setting):
    """Writes a setting of the kernel, in a network of its own only: tcp_mem is in none but the machine's."""
    if os.path.exists("/proc/sys/net/ipv4/tcp_mem"):
        print(f"{file.decode() if isinstance(file, bytes) else file} would be set for the whole machine: run this in a network of its own, as it says above", file=sys.stderr)
        stop(3)
    try:
        with open(file, "wb") as f:
            f.write(setting)
    except OSError as error:
        ctypes.set_errno(error.errno)
        return -1
    return 0
#= get_sysctl
def get_sysctl(file):
    """Reads a setting into data, its words one blank apart."""
    text = " ".join(proc(file).split()).encode()
    ctypes.memmove(data, text, len(text))
    return len(text)
#= whole
def whole():
    """A number that was read as text."""
    return int(data.raw[:r])
#= task
class task:
    """A call on a thread of its own."""

    def begin(self, call):
        """Starts the call, and returns once it sleeps or is over."""
        self.data = ctypes.create_string_buffer(DATA_SIZE)
        def run():
            self.r = call(self.data)
            self.e = ctypes.get_errno()
        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        while self.thread.is_alive():
            time.sleep(0.001)
            try:
                if proc(f"/proc/self/task/{self.thread.native_id}/stat").rsplit(") ", 1)[1].startswith("S"):
                    return
            except OSError:
                pass

    def finish(self):
        """Waits until the call is over, and takes its answer as if it had been made here."""
        global r, e
        self.thread.join()
        ctypes.memmove(data, self.data, DATA_SIZE)
        r, e = self.r, self.e if self.r == -1 else 0

    def waited(self, seconds):
        """Whether the call is over within a time."""
        self.thread.join(seconds)
        return not self.thread.is_alive()

    def interrupt(self):
        """Ends a call that sleeps by a signal, whose handler does not have it made again."""
        signal.signal(signal.SIGUSR1, lambda *_: None)
        while self.thread.is_alive():
            signal.pthread_kill(self.thread.ident, signal.SIGUSR1)
            time.sleep(0.001)
#= own_folder
def own_folder():
    """Makes a folder, so that files of sockets are in nobody's way."""
    folder = tempfile.mkdtemp(prefix="netnet-")
    os.chdir(folder)
    return folder
