package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// endOfStream says what 0 bytes mean on a stream whose peer has ended its direction.
func (s scene) endOfStream() string {
	if d, told := s.told(); told && s.kind.TCP() && s.state() == status.StateClosed {
		return fmt.Sprintf("0 bytes: the connection of %s has ended with an error, which was reported already (%s). Close %s.", s.whom(), d.at(), s.whom())
	}
	said := fmt.Sprintf("End of stream: %s, and everything before that has been read.", s.otherEnded())
	switch state := s.state(); {
	case s.kind.TCP() && (state == status.StateClosed || state == status.StateTimeWait || state == status.StateClosing || state == status.StateLastAck):
		return fmt.Sprintf("%s Both sides have ended (%s). Close %s.", said, state, s.whom())
	case state == status.StateCloseWait:
		return fmt.Sprintf("%s Every further recv answers 0. %s stays in CLOSE-WAIT until it closes or shuts down wr; %s.", said, s.who(), s.canSend())
	}
	return said + " Every further recv answers 0."
}

// state returns the state of the socket before the call.
func (s scene) state() status.State {
	if s.before == nil {
		return ""
	}
	return s.before.State
}

// otherEnded says who ended the other direction, and how.
func (s scene) otherEnded() string {
	fin := "the peer has ended its direction"
	if s.kind.TCP() {
		fin = "the peer has sent its FIN"
	}
	peer, ok := s.past.peer(s.id)
	if !ok {
		return fin
	}
	if by, shut := s.past.shut(peer.ID, engine.ShutWr); shut {
		return fmt.Sprintf("%s has shut down its sending direction (%s)", by.who(), by.at())
	}
	if by, closed := s.past.ended(peer.ID); closed {
		return fmt.Sprintf("%s was closed (%s)", by.who(), by.at())
	}
	return fin
}

// canSend says whether a socket whose peer has ended its direction can still send.
func (s scene) canSend() string {
	peer, ok := s.past.peer(s.id)
	if _, closed := s.past.ended(peer.ID); ok && closed {
		if s.multipath() {
			return "what it still sends meets nobody"
		}
		return "what it still sends meets nobody, and a reset comes back"
	}
	return "it can still send"
}
