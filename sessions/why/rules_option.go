package why

// rulesOfOptions are about what setsockopt, getsockopt, fcntl and ioctl answer.
func rulesOfOptions() []rule {
	return []rule{}
}
