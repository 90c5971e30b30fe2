//= r
static long r; // the result of the last call; -1 means that it failed, and errno says why
//= failed
static int failed(int number) { return r == -1 && errno == number; }
//= data
unsigned char data[DATA_SIZE]; // the bytes received
//= got
// got reports whether exactly these bytes were received.
static int got(const char *bytes, size_t length) { return r == (long)length && memcmp(data, bytes, length) == 0; }
//= contains
// contains reports whether the bytes received contain these.
static int contains(const char *bytes, size_t length) { return r != -1 && memmem(data, (size_t)r < sizeof data ? (size_t)r : sizeof data, bytes, length) != NULL; }
//= count
// count is the number read from an eventfd or a timerfd.
static uint64_t count(void) {
    uint64_t n;
    memcpy(&n, data, sizeof n);
    return n;
}
//= board
// board is shared by the processes: the number of the step whose turn it is, and whether a process has failed.
static struct board { volatile int turn, failed; } *board;
static int me;          // the number of this process (0 is the first)
static pid_t pids[PROCESSES + 1]; // the other processes
//= stop
static void stop(int status) {
    fflush(NULL);
    _exit(status);
}
//= stop_all
static void stop(int status) {
    if (status != 0)
        board->failed = status;
    fflush(NULL);
    _exit(status);
}
//= turn
// turn reports whether this process makes the step; it first waits until the steps before it are done.
static int turn(int process, int nth) {
    if (process != me)
        return 0;
    while (board->turn != nth) {
        if (board->failed)
            stop(board->failed);
        usleep(200);
    }
    return 1;
}
//= done
static void done(void) { board->turn++; }
//= deadline
static struct timespec deadline; // for retries
static int tries;
//= left
// left returns the seconds until the deadline.
static double left(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(deadline.tv_sec - now.tv_sec) + (double)(deadline.tv_nsec - now.tv_nsec) / 1e9;
}
//= within
// within sets the deadline for retries.
static void within(double seconds) {
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += (time_t)seconds;
    deadline.tv_nsec += (long)((seconds - (double)(time_t)seconds) * 1e9);
    tries = 0;
}
//= backoff
// backoff pauses before a retry, 1 ms at first and 16 ms at most, unless pause is 0. It reports whether there is time for one.
static int backoff(int pause) {
    int error = errno;
    double rest = left();
    if (pause && rest > 0) {
        double seconds = 0.001 * (1 << (tries < 4 ? tries : 4));
        usleep((useconds_t)((seconds < rest ? seconds : rest) * 1e6));
    }
    tries = pause ? tries + 1 : 0;
    errno = error;
    return rest > 0;
}
//= retryable
// retryable reports whether the call may succeed if it is retried.
static int retryable(void) { return r == -1 && (errno == EAGAIN || errno == EINPROGRESS || errno == EALREADY); }
//= warn
// warn prints the error of a step that expects nothing; the program continues.
static void warn(int line, const char *step) {
    if (r == -1)
        fprintf(stderr, "%s:%d: %s: %s\n", source, line, step, strerror(errno));
}
//= need
// need exits if the step failed, because later steps need its descriptor.
static void need(int line, const char *step) {
    if (r != -1)
        return;
    fprintf(stderr, "%s:%d: %s: %s\n", source, line, step, strerror(errno));
    stop(1);
}
//= expect
// expect exits if what a step expects does not hold.
static void expect(int holds, int line, const char *step) {
    if (holds)
        return;
    fprintf(stderr, "%s:%d: does not hold: %s (answer %ld%s%s)\n", source, line, step, r, r == -1 ? ", " : "", r == -1 ? strerror(errno) : "");
    stop(1);
}
//= struct address
// address is a socket address of any family, with its length.
struct address {
    union {
        struct sockaddr any;
        struct sockaddr_storage room;
        unsigned char bytes[sizeof(struct sockaddr_storage)];
    };
    socklen_t length;
};
//= to
static struct address to; // the address that a call takes or fills in
//= address
// address returns the address that has these bytes.
static struct address address(const void *bytes, size_t length) {
    struct address a;
    memset(&a, 0, sizeof a);
    memcpy(a.bytes, bytes, length);
    a.length = (socklen_t)length;
    return a;
}
//= ipv4
static struct address ipv4(const char *host, int port) {
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    inet_pton(AF_INET, host, &in.sin_addr);
    return address(&in, sizeof in);
}
//= ipv6
static struct address ipv6(const char *host, int port, unsigned scope) {
    struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_scope_id = scope};
    inet_pton(AF_INET6, host, &in.sin6_addr);
    return address(&in, sizeof in);
}
//= path
// path returns the address of a Unix socket. An abstract name begins with a NUL and has no file.
static struct address path(const char *name, size_t length) {
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    memcpy(un.sun_path, name, length);
    return address(&un, offsetof(struct sockaddr_un, sun_path) + length + (name[0] != '\0' && length < sizeof un.sun_path));
}
//= room
// room returns an empty address for a call to fill in.
static struct address room(void) {
    struct address a;
    memset(&a, 0, sizeof a);
    a.length = sizeof a.room;
    return a;
}
//= local
// local returns the local address of a socket; its length is 0 if there is none.
static struct address local(int fd) {
    struct address a = room();
    if (getsockname(fd, &a.any, &a.length) == -1)
        a.length = 0;
    return a;
}
//= peer
static struct address peer(int fd) {
    struct address a = room();
    if (getpeername(fd, &a.any, &a.length) == -1)
        a.length = 0;
    return a;
}
//= same
static int same(struct address a, struct address b) { return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0; }
//= has
// has reports whether the address has these bytes at that offset.
static int has(struct address a, size_t at, const char *bytes, size_t length) { return a.length >= at + length && memcmp(a.bytes + at, bytes, length) == 0; }
//= address_text
static const char *address_text(struct address a) {
    static char said[160];
    char host[INET6_ADDRSTRLEN];
    struct sockaddr_in *in = (struct sockaddr_in *)a.bytes;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)a.bytes;
    struct sockaddr_un *un = (struct sockaddr_un *)a.bytes;
    if (a.length == 0)
        return "none";
    if (a.any.sa_family == AF_INET)
        snprintf(said, sizeof said, "%s:%d", inet_ntop(AF_INET, &in->sin_addr, host, sizeof host), ntohs(in->sin_port));
    else if (a.any.sa_family == AF_INET6)
        snprintf(said, sizeof said, "[%s]:%d", inet_ntop(AF_INET6, &in6->sin6_addr, host, sizeof host), ntohs(in6->sin6_port));
    else if (a.any.sa_family == AF_UNIX && a.length > sizeof(sa_family_t))
        snprintf(said, sizeof said, "unix:%s%.*s", un->sun_path[0] ? "" : "@", (int)(a.length - sizeof(sa_family_t)) - !un->sun_path[0], un->sun_path + !un->sun_path[0]);
    else
        snprintf(said, sizeof said, "an address of family %d", a.any.sa_family);
    return said;
}
//= states
static const char *const states[] = {"CLOSED", "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
    "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING", "SYN-RECEIVED"}; // include/net/tcp_states.h
//= afterlife
// afterlife returns the state of a connection whose socket is closed, from /proc.
static const char *afterlife(struct address here, struct address there) {
    char line[512], want[160] = "", part[80];
    struct address ends[2] = {here, there};
    if (here.any.sa_family != AF_INET && here.any.sa_family != AF_INET6)
        return "CLOSED";
    for (int i = 0; i < (there.length ? 2 : 1); i++) {
        struct sockaddr_in *in = (struct sockaddr_in *)ends[i].bytes;
        struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)ends[i].bytes;
        uint32_t *six = (uint32_t *)&in6->sin6_addr;
        if (here.any.sa_family == AF_INET)
            snprintf(part, sizeof part, "%08X:%04X ", in->sin_addr.s_addr, ntohs(in->sin_port));
        else
            snprintf(part, sizeof part, "%08X%08X%08X%08X:%04X ", six[0], six[1], six[2], six[3], ntohs(in6->sin6_port));
        strcat(want, part);
    }
    FILE *table = fopen(here.any.sa_family == AF_INET ? "/proc/net/tcp" : "/proc/net/tcp6", "r");
    const char *found = "CLOSED";
    while (table && fgets(line, sizeof line, table)) {
        char *at = strstr(line, want);
        unsigned long number = 0;
        if (at && there.length)
            number = strtoul(at + strlen(want), NULL, 16);
        else if (at && strchr(at + strlen(want), ' ')) // the peer is gone, so only the local address is known
            number = strtoul(strchr(at + strlen(want), ' '), NULL, 16) == 6 ? 6 : 0;
        if (number > 0 && number < 13)
            found = states[number];
    }
    if (table)
        fclose(table);
    return found;
}
//= state
// state returns the state of a socket: for TCP its name in RFC 9293.
static const char *state(int fd) {
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    int listens = 0;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0)
        return info.tcpi_state == 7 ? afterlife(local(fd), peer(fd)) : info.tcpi_state < 13 ? states[info.tcpi_state] : "CLOSED";
    length = sizeof listens;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens)
        return "LISTEN";
    return peer(fd).length ? "ESTABLISHED" : "UNCONNECTED";
}
//= is
static int is(const char *a, const char *b) { return strcmp(a, b) == 0; }
//= tcp_info_of
static struct tcp_info tcp_info_of(int fd) {
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length);
    return info;
}
//= ask
// ask makes an ioctl that answers with a number.
static long ask(int fd, unsigned long request, int number) {
    if (ioctl(fd, request, &number) == -1)
        return -1;
    return number;
}
//= set_flag
// set_flag sets or clears one flag of a descriptor and keeps the others.
static long set_flag(int fd, int get, int set, int flag, int on) {
    int flags = fcntl(fd, get);
    if (flags == -1)
        return -1;
    return fcntl(fd, set, on ? flags | flag : flags & ~flag);
}
//= set_option
// set_option sets an option that is an int.
static long set_option(int fd, int level, int name, int value) { return setsockopt(fd, level, name, &value, sizeof value); }
//= value
static unsigned char value[VALUE_SIZE]; // the option value last read
static socklen_t value_length;
//= get_option
static long get_option(int fd, int level, int name, socklen_t size) {
    memset(value, 0, sizeof value);
    value_length = size;
    return getsockopt(fd, level, name, value, &value_length);
}
//= value_number
static int value_number(void) {
    int number = 0;
    memcpy(&number, value, value_length < sizeof number ? value_length : sizeof number);
    return number;
}
//= value_is
static int value_is(const char *bytes, size_t length) { return value_length == length && memcmp(value, bytes, length) == 0; }
//= value_text
static int value_text(const char *bytes, size_t length) { return strnlen((char *)value, value_length) == length && memcmp(value, bytes, length) == 0; }
//= option
// option returns the value of an int option.
static int option(int fd, int level, int name) {
    int number = 0;
    socklen_t length = sizeof number;
    return getsockopt(fd, level, name, &number, &length) == -1 ? -1 : number;
}
//= watched
static struct pollfd watched[WATCHED]; // the descriptors of the last poll or select
static int watching;
//= watch
static void watch(int fd, short events) { watched[watching++] = (struct pollfd){.fd = fd, .events = events}; }
//= poll_watched
static long poll_watched(int timeout) {
    int n = watching;
    watching = 0;
    return poll(watched, (nfds_t)n, timeout);
}
//= select_watched
static long select_watched(struct timeval *timeout) {
    fd_set in, out, except;
    int n = watching, highest = -1;
    watching = 0;
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_ZERO(&except);
    for (int i = 0; i < n; i++) {
        int fd = watched[i].fd, events = watched[i].events;
        if (events & (POLLIN | POLLRDHUP))
            FD_SET(fd, &in);
        if (events & POLLOUT)
            FD_SET(fd, &out);
        if (events & POLLPRI)
            FD_SET(fd, &except);
        highest = fd > highest ? fd : highest;
    }
    long ready = select(highest + 1, &in, &out, &except, timeout);
    for (int i = 0; i < n; i++) {
        int fd = watched[i].fd;
        watched[i].revents = ready < 1 ? 0 : (short)((FD_ISSET(fd, &in) ? POLLIN : 0) | (FD_ISSET(fd, &out) ? POLLOUT : 0) | (FD_ISSET(fd, &except) ? POLLPRI : 0));
    }
    return ready;
}
//= polled
// polled returns the events that the last poll or select reported for a descriptor.
static int polled(int fd) {
    for (int i = 0; i < WATCHED; i++)
        if (watched[i].fd == fd && watched[i].revents)
            return (unsigned short)watched[i].revents;
    return 0;
}
//= reports
static struct epoll_event reports[REPORTS];
//= reported
// reported returns the events that epoll_wait reported for a descriptor.
static int reported(int fd) {
    for (int i = 0; i < r; i++)
        if (reports[i].data.fd == fd)
            return (int)reports[i].events;
    return 0;
}
//= ready
// ready polls one descriptor and returns its events.
static int ready(int fd) {
    struct pollfd one = {.fd = fd, .events = POLLIN | POLLOUT | POLLPRI | POLLRDHUP};
    poll(&one, 1, 0);
    return (unsigned short)one.revents;
}
//= server
// server makes a listener: socket, SO_REUSEADDR, bind, listen.
static long server(int *made, struct address at, int backlog) {
    int fd = socket(at.any.sa_family, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    *made = fd;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) == -1 || bind(fd, &at.any, at.length) == -1)
        return -1;
    return listen(fd, backlog);
}
//= client
// client connects without blocking in connect: socket, connect, poll, SO_ERROR.
static long client(int *made, struct address at) {
    int fd = socket(at.any.sa_family ? at.any.sa_family : AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd == -1)
        return -1;
    *made = fd;
    if (connect(fd, &at.any, at.length) == -1 && errno != EINPROGRESS)
        return -1;
    struct pollfd one = {.fd = fd, .events = POLLOUT};
    int n = poll(&one, 1, 5000), error = 0;
    if (n == 0)
        errno = EINPROGRESS;
    if (n < 1)
        return -1;
    socklen_t length = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == -1)
        return -1;
    errno = error;
    return error ? -1 : 0;
}
//= closedown
// closedown shuts the connection down for every process that has it, and closes the descriptor.
static long closedown(int fd) {
    if (shutdown(fd, SHUT_RDWR) == -1 && errno != ENOTCONN)
        return -1;
    return close(fd);
}
//= memory_file
// memory_file makes a file in memory with this content.
static long memory_file(int *made, const char *name, const void *content, size_t length) {
    int fd = memfd_create(name, MFD_ALLOW_SEALING);
    if (fd == -1)
        return -1;
    *made = fd;
    if (write(fd, content, length) == -1 || lseek(fd, 0, SEEK_SET) == -1)
        return -1;
    return fd;
}
//= timer
// timer makes a timerfd, from which the number of expirations can be read.
static long timer(int *made, struct timespec first, struct timespec every, int flags) {
    int fd = timerfd_create(CLOCK_MONOTONIC, flags);
    if (fd == -1)
        return -1;
    *made = fd;
    struct itimerspec spec = {.it_value = first, .it_interval = every};
    return timerfd_settime(fd, 0, &spec, NULL) == -1 ? -1 : fd;
}
//= limit_descriptors
static long limit_descriptors(rlim_t n) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
        return -1;
    limit.rlim_cur = n;
    return setrlimit(RLIMIT_NOFILE, &limit);
}
//= times
// times returns the text repeated.
static const char *times(size_t n, const char *body, size_t length) {
    char *whole = malloc(n * length + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(whole + i * length, body, length);
    return whole;
}
//= attach
// attach adds a control message to a message.
static void attach(struct msghdr *m, int level, int type, const void *bytes, size_t length) {
    static _Alignas(struct cmsghdr) char room[4096];
    size_t before = m->msg_controllen;
    m->msg_control = room;
    struct cmsghdr *c = (struct cmsghdr *)(room + before);
    memset(c, 0, CMSG_SPACE(length));
    c->cmsg_level = level;
    c->cmsg_type = type;
    c->cmsg_len = CMSG_LEN(length);
    memcpy(CMSG_DATA(c), bytes, length);
    m->msg_controllen = before + CMSG_SPACE(length);
}
//= struct message
// message is what recvmsg returns besides the data.
struct message {
    struct address from;
    int flags;
    size_t length;
    _Alignas(struct cmsghdr) unsigned char control[CONTROL_SIZE];
};
//= receive
// receive receives a message; its parts go to data, one after another.
static long receive(int fd, struct message *into, int flags, size_t control, unsigned char *data, const size_t *sizes, int parts) {
    struct iovec vector[PARTS];
    size_t at = 0;
    for (int i = 0; i < parts; i++) {
        vector[i] = (struct iovec){data + at, sizes[i]};
        at += sizes[i];
    }
    memset(into, 0, sizeof *into);
    struct msghdr m = {.msg_name = into->from.bytes, .msg_namelen = sizeof into->from.room, .msg_iov = vector, .msg_iovlen = (size_t)parts,
        .msg_control = into->control, .msg_controllen = control};
    long n = recvmsg(fd, &m, flags);
    if (n != -1) {
        into->from.length = m.msg_namelen;
        into->flags = m.msg_flags;
        into->length = m.msg_controllen;
    }
    return n;
}
//= receive_many
static long receive_many(int fd, unsigned char *data, unsigned n, size_t size, int flags) {
    struct mmsghdr list[MANY];
    struct iovec parts[MANY];
    memset(list, 0, sizeof list);
    for (unsigned i = 0; i < n; i++) {
        parts[i] = (struct iovec){data + i * size, size};
        list[i].msg_hdr.msg_iov = &parts[i];
        list[i].msg_hdr.msg_iovlen = 1;
    }
    return recvmmsg(fd, list, n, flags, NULL);
}
//= control
// control finds a control message; its data is NULL if there was none.
static const unsigned char *control(struct message *m, int level, int type, size_t *length) {
    struct msghdr h = {.msg_control = m->control, .msg_controllen = m->length};
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&h); c; c = CMSG_NXTHDR(&h, c))
        if (c->cmsg_level == level && c->cmsg_type == type) {
            *length = c->cmsg_len - CMSG_LEN(0);
            return CMSG_DATA(c);
        }
    *length = 0;
    return NULL;
}
//= came
static int came(struct message *m, int level, int type) {
    size_t length;
    return control(m, level, type, &length) != NULL;
}
//= came_with
// came_with reports whether the control message has these bytes at that offset.
static int came_with(struct message *m, int level, int type, size_t at, const void *bytes, size_t n) {
    size_t length;
    const unsigned char *c = control(m, level, type, &length);
    return c && length >= at + n && memcmp(c + at, bytes, n) == 0;
}
//= came_number
// came_number returns the number in a control message: of 1, 2, 4 or 8 bytes, or the first timestamp that is set.
static long long came_number(struct message *m, int level, int type) {
    size_t length;
    const unsigned char *c = control(m, level, type, &length);
    int32_t word = 0;
    int64_t wide[2] = {0, 0};
    uint16_t half = 0;
    if (!c)
        return -1;
    switch (length) {
    case 1:
        return c[0];
    case 2:
        memcpy(&half, c, sizeof half);
        return half;
    case 4:
        memcpy(&word, c, sizeof word);
        return word;
    }
    for (size_t at = 0; at + sizeof wide <= length; at += sizeof wide) {
        memcpy(wide, c + at, sizeof wide);
        if (wide[0] || wide[1])
            return wide[0] * 1000000000LL + wide[1];
    }
    if (length == 8)
        memcpy(wide, c, 8);
    return wide[0];
}
//= descriptor
// descriptor returns the nth descriptor of a message, -1 if there were fewer.
static int descriptor(struct message *m, size_t nth) {
    size_t length;
    const unsigned char *c = control(m, SOL_SOCKET, SCM_RIGHTS, &length);
    int fd = -1;
    if (c && length >= (nth + 1) * sizeof fd)
        memcpy(&fd, c + nth * sizeof fd, sizeof fd);
    return fd;
}
//= counter
// counter returns a counter from /proc/net/snmp or /proc/net/netstat.
static long long counter(const char *name) {
    const char *files[] = {"/proc/net/netstat", "/proc/net/snmp"};
    static char titles[16384], values[16384];
    for (int i = 0; i < 2; i++) {
        FILE *file = fopen(files[i], "r");
        while (file && fgets(titles, sizeof titles, file) && fgets(values, sizeof values, file)) {
            char prefix[32], *one, *two, *t = titles, *v = values;
            while ((one = strsep(&t, " \n")) && (two = strsep(&v, " \n"))) {
                char whole[96];
                if (one == titles)
                    snprintf(prefix, sizeof prefix, "%.*s", (int)strcspn(one, ":"), one);
                snprintf(whole, sizeof whole, "%s%s", prefix, one);
                if (*two && (strcmp(one, name) == 0 || strcmp(whole, name) == 0)) {
                    fclose(file);
                    return atoll(two);
                }
            }
        }
        if (file)
            fclose(file);
    }
    return -1;
}
//= set_sysctl
// set_sysctl writes a kernel setting, but only in a network namespace of its own: only the machine's has tcp_mem.
static long set_sysctl(const char *file, const char *setting) {
    FILE *f;
    if (access("/proc/sys/net/ipv4/tcp_mem", F_OK) == 0) {
        fprintf(stderr, "%s would be set for the whole machine: run this in a network namespace of its own, as shown at the top\n", file);
        stop(3);
    }
    f = fopen(file, "w");
    if (!f || fputs(setting, f) < 0 || fclose(f) == EOF)
        return -1;
    return 0;
}
//= get_sysctl
// get_sysctl reads a kernel setting into data, with single spaces between its words.
static long get_sysctl(const char *file) {
    FILE *f = fopen(file, "r");
    size_t n = 0;
    int c;
    if (!f)
        return -1;
    while ((c = fgetc(f)) != EOF && n + 1 < sizeof data)
        if (!isspace(c))
            data[n++] = (unsigned char)c;
        else if (n > 0 && data[n - 1] != ' ')
            data[n++] = ' ';
    fclose(f);
    while (n > 0 && data[n - 1] == ' ')
        n--;
    data[n] = '\0';
    return (long)n;
}
//= struct task
// task is a system call on its own thread.
struct task {
    pthread_t thread;
    volatile pid_t id;
    volatile int over;
    long answer;
    int error;
    unsigned char data[DATA_SIZE];
};
//= begin
// begin starts a call, and returns once it blocks or is done.
static void begin(struct task *t, void *(*call)(void *)) {
    char name[64], state = 'R';
    t->id = t->over = 0;
    if (pthread_create(&t->thread, NULL, call, t) != 0) {
        perror("pthread_create");
        stop(1);
    }
    while (!t->over && state != 'S') {
        usleep(1000);
        if (!t->id)
            continue;
        snprintf(name, sizeof name, "/proc/self/task/%d/stat", (int)t->id);
        FILE *file = fopen(name, "r");
        if (file && fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
            state = 'R';
        if (file)
            fclose(file);
    }
}
//= ended
static void ended(struct task *t, long answer) {
    t->error = errno;
    t->answer = answer;
    t->over = 1;
}
//= finish
// finish waits for a call and returns its result, as if it had been made here.
static long finish(struct task *t) {
    pthread_join(t->thread, NULL);
    memcpy(data, t->data, sizeof data);
    errno = t->error;
    return t->answer;
}
//= waited
// waited reports whether a call is done within this time.
static int waited(struct task *t, double seconds) {
    for (within(seconds); !t->over;)
        if (!backoff(1))
            return t->over;
    return 1;
}
//= nothing
static void nothing(int signal) { (void)signal; }
//= interrupt
// interrupt ends a blocked call by a signal whose handler does not restart it.
static void interrupt(struct task *t) {
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGUSR1, &action, NULL);
    for (int i = 0; !t->over && i < 1000; i++) {
        pthread_kill(t->thread, SIGUSR1);
        usleep(1000);
    }
}
//= own_folder
// own_folder makes a temporary folder for the files of sockets.
static char folder[] = "/tmp/netnet-XXXXXX";
static void own_folder(void) {
    if (!mkdtemp(folder) || chdir(folder) == -1) {
        perror(folder);
        stop(1);
    }
}
