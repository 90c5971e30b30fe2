package why

// rulesOfStreams are about what sending, receiving and ending a stream answers.
func rulesOfStreams() []rule {
	return []rule{}
}
