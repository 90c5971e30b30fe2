// Package canvas is the grid that everything is drawn on: styled text, boxes, and click targets.
package canvas

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// Inset returns the rectangle without a margin of n cells.
func (r Rect) Inset(n int) Rect {
	return Rect{r.X + n, r.Y + n, max(r.W-2*n, 0), max(r.H-2*n, 0)}
}

// Row returns the i-th row.
func (r Rect) Row(i int) Rect { return Rect{r.X, r.Y + i, r.W, 1} }

// Contains reports whether a cell is inside.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// SplitTop cuts h rows off the top.
func (r Rect) SplitTop(h int) (top, rest Rect) {
	h = max(0, min(h, r.H))
	return Rect{r.X, r.Y, r.W, h}, Rect{r.X, r.Y + h, r.W, r.H - h}
}

// SplitBottom cuts h rows off the bottom.
func (r Rect) SplitBottom(h int) (rest, bottom Rect) {
	h = max(0, min(h, r.H))
	return r.SplitTop(r.H - h)
}

// SplitLeft cuts w columns off the left.
func (r Rect) SplitLeft(w int) (left, rest Rect) {
	w = max(0, min(w, r.W))
	return Rect{r.X, r.Y, w, r.H}, Rect{r.X + w, r.Y, r.W - w, r.H}
}

// Center returns a rectangle of this size in the middle, but no larger than r.
func (r Rect) Center(w, h int) Rect {
	w, h = min(w, r.W), min(h, r.H)
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}
