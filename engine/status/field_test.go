package status

import (
	"reflect"
	"strings"
	"testing"
)

// TestEveryFieldHasARow checks that every field of a condition has a row: everything that shows or compares conditions
// uses the table.
func TestEveryFieldHasARow(t *testing.T) {
	shape := reflect.TypeFor[Condition]()
	if shape.NumField() != len(Fields()) {
		t.Errorf("%d fields, %d rows", shape.NumField(), len(Fields()))
	}
	for i := range shape.NumField() {
		name, _, _ := strings.Cut(shape.Field(i).Tag.Get("json"), ",")
		f, ok := FindField(name)
		if !ok {
			t.Errorf("field %s has no row", name)
			continue
		}
		var without, with Condition
		switch field := reflect.ValueOf(&with).Elem().Field(i); field.Kind() {
		case reflect.String:
			field.SetString("x")
		case reflect.Bool:
			field.SetBool(true)
		case reflect.Pointer:
			n := reflect.New(field.Type().Elem())
			n.Elem().SetInt(7)
			field.Set(n)
		default:
			t.Fatalf("field %s is a %s", name, field.Kind())
		}
		if got := f.Text(&with); got == f.Text(&without) || got == "" {
			t.Errorf("the row %s prints another field: %q", name, got)
		}
		if f.Compare(&without, &with) >= 0 || f.Compare(&with, &with) != 0 {
			t.Errorf("the row %s compares another field", name)
		}
		if n := f.Number(&with); f.Kind == FieldNumber && (n == nil || *n != 7) || f.Kind != FieldNumber && n != nil {
			t.Errorf("the row %s has the number %v", name, n)
		}
	}
}
