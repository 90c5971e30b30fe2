package step

// Controls are what fcntl does here: the flags it can set, then the commands that ask.
var Controls = []string{"O_NONBLOCK", "FD_CLOEXEC", "F_GETFL", "F_GETFD"}

// Settable reports whether a request of fcntl or ioctl takes on or off.
func Settable(request string) bool {
	return request == "O_NONBLOCK" || request == "FD_CLOEXEC" || request == "FIONBIO"
}
