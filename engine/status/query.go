package status

// Query selects the rows of the live table that are on a screen.
type Query struct {
	First   int    `json:"first,omitempty"`
	Rows    int    `json:"rows,omitempty"`
	Sort    string `json:"sort,omitempty"` // id peer state age in out in-rate out-rate recvq sendq rtt idle stall; empty is id
	Reverse bool   `json:"reverse,omitempty"`
	Filter  string `json:"filter,omitempty"` // words such as state:close-wait recvq:>0 peer:10.
	Follow  uint64 `json:"follow,omitempty"` // the connection whose calls are recorded
	Chosen  uint64 `json:"chosen,omitempty"` // a connection that is wanted whether its row is visible or not
}
