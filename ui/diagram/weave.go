package diagram

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// The weights of a line.
const (
	none uint8 = iota
	light
	heavy
)

// The sides of a cell, in the order of the keys of glyphs.
const (
	up = iota
	down
	left
	right
)

// strand holds the lines that meet in a cell.
type strand struct {
	sides  [4]uint8
	dashed bool
	role   theme.Role
}

// weave holds lines that join where they meet. They are drawn together at the end, with the heavy ones on
// top.
type weave struct {
	w, h  int
	cells []strand
}

func newWeave(w, h int) *weave { return &weave{w, h, make([]strand, w*h)} }

// point is a cell.
type point struct{ x, y int }

// towards returns the step from a cell to another in the same row or column, and the two sides that it
// joins.
func towards(from, to point) (step point, out, in int) {
	switch {
	case to.x > from.x:
		return point{1, 0}, right, left
	case to.x < from.x:
		return point{-1, 0}, left, right
	case to.y > from.y:
		return point{0, 1}, down, up
	}
	return point{0, -1}, up, down
}

// line draws a line along points; consecutive ones are in one row or column.
func (v *weave) line(points []point, weight uint8, dashed bool, role theme.Role) {
	for i := 1; i < len(points); i++ {
		at, to := points[i-1], points[i]
		if at == to {
			continue
		}
		step, out, in := towards(at, to)
		for at != to {
			v.join(at, out, weight, dashed, role)
			at = point{at.x + step.x, at.y + step.y}
			v.join(at, in, weight, dashed, role)
		}
	}
}

func (v *weave) join(at point, side int, weight uint8, dashed bool, role theme.Role) {
	if at.x < 0 || at.y < 0 || at.x >= v.w || at.y >= v.h {
		return
	}
	s := &v.cells[at.y*v.w+at.x]
	most := max(s.sides[0], s.sides[1], s.sides[2], s.sides[3])
	if weight > most {
		s.dashed, s.role = dashed, role
	} else if weight == most {
		s.dashed = s.dashed && dashed
	}
	s.sides[side] = max(s.sides[side], weight)
}

// draw draws the lines into a rectangle.
func (v *weave) draw(c *canvas.Canvas, r canvas.Rect) {
	for i, s := range v.cells {
		if s.sides == [4]uint8{} {
			continue
		}
		glyph := glyphs[s.sides]
		if s.dashed {
			switch s.sides {
			case [4]uint8{heavy, heavy, none, none}:
				glyph = '┇'
			case [4]uint8{none, none, heavy, heavy}:
				glyph = '┅'
			}
		}
		c.Put(r, i%v.w, i/v.w, s.role.On(theme.Plain), string(glyph))
	}
}

// glyphs are the characters for lines that meet, by the weights of the sides (Unicode, box drawing).
var glyphs = map[[4]uint8]rune{
	{0, 0, 1, 1}: '─', {0, 0, 2, 2}: '━', {1, 1, 0, 0}: '│', {2, 2, 0, 0}: '┃',
	{0, 1, 0, 1}: '╭', {0, 1, 0, 2}: '┍', {0, 2, 0, 1}: '┎', {0, 2, 0, 2}: '┏',
	{0, 1, 1, 0}: '╮', {0, 1, 2, 0}: '┑', {0, 2, 1, 0}: '┒', {0, 2, 2, 0}: '┓',
	{1, 0, 0, 1}: '╰', {1, 0, 0, 2}: '┕', {2, 0, 0, 1}: '┖', {2, 0, 0, 2}: '┗',
	{1, 0, 1, 0}: '╯', {1, 0, 2, 0}: '┙', {2, 0, 1, 0}: '┚', {2, 0, 2, 0}: '┛',
	{1, 1, 0, 1}: '├', {1, 1, 0, 2}: '┝', {2, 1, 0, 1}: '┞', {1, 2, 0, 1}: '┟', {2, 2, 0, 1}: '┠', {2, 1, 0, 2}: '┡', {1, 2, 0, 2}: '┢', {2, 2, 0, 2}: '┣',
	{1, 1, 1, 0}: '┤', {1, 1, 2, 0}: '┥', {2, 1, 1, 0}: '┦', {1, 2, 1, 0}: '┧', {2, 2, 1, 0}: '┨', {2, 1, 2, 0}: '┩', {1, 2, 2, 0}: '┪', {2, 2, 2, 0}: '┫',
	{0, 1, 1, 1}: '┬', {0, 1, 2, 1}: '┭', {0, 1, 1, 2}: '┮', {0, 1, 2, 2}: '┯', {0, 2, 1, 1}: '┰', {0, 2, 2, 1}: '┱', {0, 2, 1, 2}: '┲', {0, 2, 2, 2}: '┳',
	{1, 0, 1, 1}: '┴', {1, 0, 2, 1}: '┵', {1, 0, 1, 2}: '┶', {1, 0, 2, 2}: '┷', {2, 0, 1, 1}: '┸', {2, 0, 2, 1}: '┹', {2, 0, 1, 2}: '┺', {2, 0, 2, 2}: '┻',
	{1, 1, 1, 1}: '┼', {1, 1, 2, 1}: '┽', {1, 1, 1, 2}: '┾', {1, 1, 2, 2}: '┿', {2, 1, 1, 1}: '╀', {1, 2, 1, 1}: '╁', {2, 2, 1, 1}: '╂',
	{2, 1, 2, 1}: '╃', {2, 1, 1, 2}: '╄', {1, 2, 2, 1}: '╅', {1, 2, 1, 2}: '╆', {2, 1, 2, 2}: '╇', {1, 2, 2, 2}: '╈', {2, 2, 2, 1}: '╉', {2, 2, 1, 2}: '╊', {2, 2, 2, 2}: '╋',
	{0, 0, 1, 0}: '╴', {1, 0, 0, 0}: '╵', {0, 0, 0, 1}: '╶', {0, 1, 0, 0}: '╷', {0, 0, 2, 0}: '╸', {2, 0, 0, 0}: '╹', {0, 0, 0, 2}: '╺', {0, 2, 0, 0}: '╻',
	{0, 0, 1, 2}: '╼', {1, 2, 0, 0}: '╽', {0, 0, 2, 1}: '╾', {2, 1, 0, 0}: '╿',
}
