#= libc
# The calls are made through ctypes: Python's own sockets set FD_CLOEXEC (PEP 446), retry after EINTR
# (PEP 475) and make further calls for addresses.
libc = ctypes.CDLL(None, use_errno=True)
_int, _pointer, _size = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
libc.read.argtypes, libc.read.restype = [_int, _pointer, _size], ctypes.c_ssize_t
libc.write.argtypes, libc.write.restype = [_int, _pointer, _size], ctypes.c_ssize_t
libc.send.argtypes, libc.send.restype = [_int, _pointer, _size, _int], ctypes.c_ssize_t
libc.recv.argtypes, libc.recv.restype = [_int, _pointer, _size, _int], ctypes.c_ssize_t
libc.sendto.argtypes, libc.sendto.restype = [_int, _pointer, _size, _int, _pointer, ctypes.c_uint], ctypes.c_ssize_t
libc.recvfrom.argtypes, libc.recvfrom.restype = [_int, _pointer, _size, _int, _pointer, _pointer], ctypes.c_ssize_t
libc.sendfile.argtypes, libc.sendfile.restype = [_int, _int, _pointer, _size], ctypes.c_ssize_t
libc.splice.argtypes, libc.splice.restype = [_int, _pointer, _int, _pointer, _size, ctypes.c_uint], ctypes.c_ssize_t
libc.tee.argtypes, libc.tee.restype = [_int, _int, _size, ctypes.c_uint], ctypes.c_ssize_t
libc.lseek.argtypes, libc.lseek.restype = [_int, ctypes.c_int64, _int], ctypes.c_ssize_t
libc.readv.restype = ctypes.c_ssize_t
libc.writev.restype = ctypes.c_ssize_t
libc.sendmsg.restype = ctypes.c_ssize_t
libc.recvmsg.restype = ctypes.c_ssize_t
#= r
r, e = 0, 0  # the result of the last call, and its errno (0 for none)
#= answer
def answer(n):
    """Store the result of a call."""
    global r, e
    r, e = n, ctypes.get_errno() if n == -1 else 0
#= data
data = ctypes.create_string_buffer(DATA_SIZE)  # the bytes received
#= got
def got(text):
    """Return whether exactly these bytes were received."""
    return e == 0 and r == len(text) and data.raw[:r] == text
#= contains
def contains(text):
    """Return whether the bytes received contain these."""
    return e == 0 and text in data.raw[:r]
#= count
def count():
    """Return the number read from an eventfd or a timerfd."""
    return struct.unpack("Q", data.raw[:8])[0]
#= board
# Shared by the processes: the number of the step whose turn it is, and whether a process has failed.
board = memoryview(mmap.mmap(-1, 4096)).cast("i")
me, pids = 0, {}  # the number of this process (0 is the first), and the pids of the others
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
    """Return whether this process makes the step, once the steps before it are done."""
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
#= deadline
deadline, tries = 0, 0  # when to stop retrying, and the number of retries
#= within
def within(seconds):
    """Set the deadline for retries."""
    global deadline, tries
    deadline, tries = time.monotonic() + seconds, 0
#= backoff
def backoff(pause):
    """Pause before a retry, 1 ms at first and 16 ms at most, if pause is set. Return whether there is time for one."""
    global tries
    left = deadline - time.monotonic()
    if pause and left > 0:
        time.sleep(min(left, 0.001 * 2 ** min(tries, 4)))
    tries = tries + 1 if pause else 0
    return left > 0
#= retryable
def retryable():
    """Return whether the call may succeed if it is retried."""
    return e in (errno.EAGAIN, errno.EINPROGRESS, errno.EALREADY)
#= warn
def warn(line, step):
    """Print the error of a step that expects nothing; the program continues."""
    if e:
        print(f"{source}:{line}: {step}: {os.strerror(e)}", file=sys.stderr)
#= need
def need(line, step):
    """Exit if the step failed, because later steps need its descriptor."""
    warn(line, step)
    if e:
        stop(1)
#= expect
def expect(holds, line, step):
    """Exit if what a step expects does not hold."""
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
    """Return the address of a Unix socket. An abstract name begins with a NUL and has no file."""
    return struct.pack("=H", socket.AF_UNIX) + name + (b"\0" if name[0] and len(name) < 108 else b"")
#= to
to = b""  # the address that a call takes or fills in
#= name
def name(call, fd, room=128):
    """Return the address that a call fills in, None if there is none."""
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
# The states of TCP (include/net/tcp_states.h).
states = ["CLOSED", "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
          "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING", "SYN-RECEIVED"]
#= proc
def proc(file):
    with open(file) as f:
        return f.read()
#= afterlife
def afterlife(here, there):
    """Return the state of a connection whose socket is closed, from /proc."""
    def entry(a):
        words = struct.unpack("=I", a[4:8]) if len(a) == 16 else struct.unpack("=4I", a[8:24])
        return "".join(f"{w:08X}" for w in words) + f":{struct.unpack('>H', a[2:4])[0]:04X}"
    if not here or len(here) not in (16, 28):
        return "CLOSED"
    found = "CLOSED"
    for line in proc("/proc/net/tcp" if len(here) == 16 else "/proc/net/tcp6").splitlines()[1:]:
        _, a, b, number = line.split()[:4]
        number = int(number, 16)
        if a == entry(here) and (b == entry(there) if there else number == 6):  # without a peer only the local address is known
            found = states[number]
    return found
#= info
def info(fd, field):
    """Return a field of TCP_INFO, given its place: offset and size in bytes, shift, and the number of bits (0 for all)."""
    at, size, shift, bits = field
    raw, length = ctypes.create_string_buffer(512), ctypes.c_uint(512)
    if libc.getsockopt(fd, socket.IPPROTO_TCP, socket.TCP_INFO, raw, ctypes.byref(length)) == -1:
        return -1
    n = int.from_bytes(raw.raw[at:at + size], sys.byteorder)
    return n >> shift & (1 << bits) - 1 if bits else n
#= option
def option(fd, level, name):
    """Return the value of an int option."""
    n, length = ctypes.c_int(), ctypes.c_uint(4)
    return -1 if libc.getsockopt(fd, level, name, ctypes.byref(n), ctypes.byref(length)) == -1 else n.value
#= state
def state(fd):
    """Return the state of a socket: for TCP its name in RFC 9293."""
    number = info(fd, (0, 1, 0, 0))  # tcpi_state
    if number >= 0:
        return afterlife(local(fd), peer(fd)) if states[number] == "CLOSED" else states[number]
    if option(fd, socket.SOL_SOCKET, socket.SO_ACCEPTCONN) > 0:
        return "LISTEN"
    return "ESTABLISHED" if peer(fd) else "UNCONNECTED"
#= ask
def ask(fd, request, number):
    """Make an ioctl that answers with a number."""
    n = ctypes.c_int(number)
    return -1 if libc.ioctl(fd, ctypes.c_ulong(request), ctypes.byref(n)) == -1 else n.value
#= set_flag
def set_flag(fd, get, set, flag, on):
    """Set or clear one flag of a descriptor and keep the others."""
    flags = libc.fcntl(fd, get)
    if flags == -1:
        return -1
    return libc.fcntl(fd, set, flags | flag if on else flags & ~flag)
#= flag_of
def flag_of(fd, get, flag):
    flags = libc.fcntl(fd, get)
    return int(flags != -1 and flags & flag != 0)
#= value
value = b""  # the option value last read
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
    """Return the option value up to its NUL."""
    return value.split(b"\0")[0]
#= pollfd
class pollfd(ctypes.Structure):
    _fields_ = [("fd", ctypes.c_int), ("events", ctypes.c_short), ("revents", ctypes.c_short)]
#= watched
watched = []  # the descriptors of the last poll or select
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
    """Return the events that the last poll or select reported for a descriptor."""
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
    """Return the events that epoll_wait reported for a descriptor."""
    for report in reports[:max(r, 0)]:
        if report.fd == fd:
            return report.events
    return 0
#= ready
def ready(fd):
    """Poll one descriptor and return its events."""
    one = pollfd(fd, select.POLLIN | select.POLLOUT | select.POLLPRI | select.POLLRDHUP)
    libc.poll(ctypes.byref(one), 1, 0)
    return one.revents & 0xFFFF
#= filter_program
filters = []  # keeps filter programs alive
def filter_program(*instructions):
    """Return a struct sock_fprog (linux/filter.h) of instructions (code, jt, jf, k)."""
    filters.append(ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *i) for i in instructions)))
    return struct.pack("HP", len(instructions), ctypes.addressof(filters[-1]))
#= made
made = -1  # the descriptor made by a step of several calls
#= server
def server(at, backlog):
    """Make a listener: socket, SO_REUSEADDR, bind, listen."""
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
    """Connect without blocking in connect: socket, connect, poll, SO_ERROR."""
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
    """Shut the connection down for every process that has it, and close the descriptor."""
    if libc.shutdown(fd, socket.SHUT_RDWR) == -1 and ctypes.get_errno() != errno.ENOTCONN:
        return -1
    return libc.close(fd)
#= memory_file
def memory_file(name, content):
    """Make a file in memory with this content."""
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
    """Make a timerfd, from which the number of expirations can be read; times are in nanoseconds."""
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
    """Return ints as C lays them out."""
    return b"".join(struct.pack("=I", n & 0xFFFFFFFF) for n in list)
#= control_message
def control_message(level, type, data):
    """Return a control message with its header."""
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
    """Return the parts as an array of struct iovec."""
    return (iovec * len(parts))(*[(ctypes.cast(ctypes.c_char_p(part), ctypes.c_void_p), len(part)) for part in parts])
#= send_message
def send_message(fd, address, flags, parts, control=None, length=None):
    m = msghdr(address, len(address or b"") if length is None else length, vector(parts), len(parts), control, len(control or b""), 0)
    return libc.sendmsg(fd, ctypes.byref(m), flags)
#= send_messages
def send_messages(fd, address, flags, texts, length=None):
    length = len(address or b"") if length is None else length
    parts = [vector([text]) for text in texts]
    messages = (mmsghdr * len(texts))(*[(msghdr(address, length, part, 1, None, 0, 0), 0) for part in parts])
    return libc.sendmmsg(fd, messages, len(texts), flags)
#= receive_many
def receive_many(fd, count, size, flags):
    buffers = [ctypes.create_string_buffer(max(size, 1)) for _ in range(count)]
    parts = [(iovec * 1)((ctypes.addressof(buffer), size)) for buffer in buffers]
    messages = (mmsghdr * count)(*[(msghdr(None, 0, part, 1, None, 0, 0), 0) for part in parts])
    return libc.recvmmsg(fd, messages, count, flags, None)
#= into
def into(data, *sizes):
    """Return consecutive parts of the buffer, of these sizes."""
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
    """What recvmsg returns besides the data."""
    sender, flags, control = b"", 0, b""
#= receive
def receive(fd, m, flags, room, parts):
    """Receive a message; its parts go to data, one after another."""
    sender, control = ctypes.create_string_buffer(128), ctypes.create_string_buffer(max(room, 1))
    h = msghdr(ctypes.cast(sender, ctypes.c_char_p), 128, parts, len(parts), ctypes.cast(control, ctypes.c_char_p), room, 0)
    n = libc.recvmsg(fd, ctypes.byref(h), flags)
    m.sender, m.flags, m.control = b"", 0, b""
    if n != -1:
        m.sender, m.flags, m.control = sender.raw[:h.namelen], h.flags, control.raw[:h.controllen]
    return n
#= came
def came(m, level, type):
    """Return the data of a control message, None if there was none."""
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
    """Return the number in a control message: of 1, 2, 4 or 8 bytes, or the first timestamp that is set."""
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
    """Return the nth descriptor of a message, -1 if there were fewer."""
    text = came(m, socket.SOL_SOCKET, socket.SCM_RIGHTS) or b""
    return struct.unpack("=i", text[4 * nth:4 * nth + 4])[0] if len(text) >= 4 * (nth + 1) else -1
#= counter
def counter(wanted):
    """Return a counter from /proc/net/snmp or /proc/net/netstat."""
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
    """Write a kernel setting, but only in a network namespace of its own: only the machine's has tcp_mem."""
    if os.path.exists("/proc/sys/net/ipv4/tcp_mem"):
        print(f"{file.decode() if isinstance(file, bytes) else file} would be set for the whole machine: run this in a network namespace of its own, as shown at the top", file=sys.stderr)
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
    """Read a kernel setting into data, with single spaces between its words."""
    text = " ".join(proc(file).split()).encode()
    ctypes.memmove(data, text, len(text))
    return len(text)
#= whole
def whole():
    """Return the number in data."""
    return int(data.raw[:r])
#= task
class task:
    """A system call on its own thread."""

    def begin(self, call):
        """Start the call, and return once it blocks or is done."""
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
        """Wait for the call and take its result, as if it had been made here."""
        global r, e
        self.thread.join()
        ctypes.memmove(data, self.data, DATA_SIZE)
        r, e = self.r, self.e if self.r == -1 else 0

    def waited(self, seconds):
        """Return whether the call is done within this time."""
        self.thread.join(seconds)
        return not self.thread.is_alive()

    def interrupt(self):
        """End a blocked call by a signal whose handler does not restart it."""
        signal.signal(signal.SIGUSR1, lambda *_: None)
        while self.thread.is_alive():
            signal.pthread_kill(self.thread.ident, signal.SIGUSR1)
            time.sleep(0.001)
#= own_folder
def own_folder():
    """Make a temporary folder for the files of sockets."""
    folder = tempfile.mkdtemp(prefix="netnet-")
    os.chdir(folder)
    return folder
