package why

// rulesOfMessages are about what datagram sockets, Unix sockets and the error queue answer.
func rulesOfMessages() []rule {
	return []rule{}
}
