package diagram

import "github.com/linewalk/linewalk/model"

// A look is the shape of a kind of component, and the room it takes around the words.
type look struct {
	left, above, below float64
	draw               func(*canvas, area)
}

// looks is indexed by kind. All shapes have upright sides, where arrows can end at any height.
var looks = [...]look{
	model.ComponentService:  {draw: drawService},
	model.ComponentPerson:   {left: 18, draw: drawPerson},
	model.ComponentFrontend: {above: 8, draw: drawFrontend},
	model.ComponentFunction: {left: 16, draw: drawFunction},
	model.ComponentJob:      {left: 18, draw: drawJob},
	model.ComponentDatabase: {above: 8, below: 4, draw: drawCylinder},
	model.ComponentCache:    {left: 12, above: 8, below: 4, draw: drawCache},
	model.ComponentQueue:    {left: -8, draw: drawQueue},
	model.ComponentStorage:  {above: 8, below: 2, draw: drawStorage},
	model.ComponentGateway:  {draw: drawGateway},
	model.ComponentExternal: {draw: drawExternal},
	model.ComponentDevice:   {below: 6, draw: drawDevice},
	model.ComponentPlace:    {above: 4, draw: drawPlace},
}

func drawService(c *canvas, a area) { c.rect("box", a, 7) }

func drawPerson(c *canvas, a area) {
	c.rect("box", a, 16)
	m := point{a.left + 17, a.middle().y}
	c.circle("detail", point{m.x, m.y - 5}, 4)
	c.path("detail", new(pen).move(point{m.x - 7, m.y + 9}).arc(7, 8, true, point{m.x + 7, m.y + 9}).close())
}

func drawFrontend(c *canvas, a area) {
	c.rect("box", a, 5)
	c.path("detail", new(pen).move(point{a.left, a.top + 10}).line(point{a.right, a.top + 10}))
	for i := range 3 {
		c.circle("dot", point{a.left + 8 + 6*float64(i), a.top + 5}, 1.5)
	}
}

func drawFunction(c *canvas, a area) {
	c.rect("box", a, 7)
	m := point{a.left + 16, a.middle().y}
	c.path("detail", new(pen).move(point{m.x - 5, m.y - 8}).line(point{m.x - 2, m.y - 8}, point{m.x + 5, m.y + 8}).
		move(point{m.x, m.y - 2}).line(point{m.x - 5, m.y + 8}))
}

func drawJob(c *canvas, a area) {
	c.rect("box", a, 7)
	m := point{a.left + 17, a.middle().y}
	c.circle("detail", point{m.x, m.y}, 7)
	c.path("detail", new(pen).move(point{m.x, m.y - 4}).line(m, point{m.x + 3, m.y + 2}))
}

func drawCylinder(c *canvas, a area) {
	const rise = 6
	rx := (a.right - a.left) / 2
	c.path("box", new(pen).move(point{a.left, a.top + rise}).arc(rx, rise, true, point{a.right, a.top + rise}).
		line(point{a.right, a.bottom - rise}).arc(rx, rise, true, point{a.left, a.bottom - rise}).close())
	c.path("detail", new(pen).move(point{a.left, a.top + rise}).arc(rx, rise, false, point{a.right, a.top + rise}))
}

func drawCache(c *canvas, a area) {
	drawCylinder(c, a)
	m := point{a.left + 15, a.middle().y + 3}
	c.path("detail", new(pen).move(point{m.x + 2, m.y - 8}).line(
		point{m.x - 4, m.y + 1}, point{m.x, m.y + 1}, point{m.x - 2, m.y + 8}, point{m.x + 4, m.y - 2}, point{m.x, m.y - 2},
	).close())
}

func drawQueue(c *canvas, a area) {
	const rise = 7
	ry := (a.bottom - a.top) / 2
	c.path("box", new(pen).move(point{a.left + rise, a.top}).line(point{a.right - rise, a.top}).
		arc(rise, ry, true, point{a.right - rise, a.bottom}).line(point{a.left + rise, a.bottom}).
		arc(rise, ry, true, point{a.left + rise, a.top}).close())
	c.path("detail", new(pen).move(point{a.right - rise, a.top}).arc(rise, ry, false, point{a.right - rise, a.bottom}))
}

func drawStorage(c *canvas, a area) {
	const rise, slope = 5, 5
	rx := (a.right - a.left) / 2
	c.path("box", new(pen).move(point{a.left, a.top + rise}).arc(rx, rise, true, point{a.right, a.top + rise}).
		line(point{a.right - slope, a.bottom}, point{a.left + slope, a.bottom}).close())
	c.path("detail", new(pen).move(point{a.left, a.top + rise}).arc(rx, rise, false, point{a.right, a.top + rise}))
}

func drawGateway(c *canvas, a area) {
	c.rect("box", a, 2)
	for _, x := range []float64{a.left + 6, a.right - 6} {
		c.path("detail", new(pen).move(point{x, a.top}).line(point{x, a.bottom}))
	}
}

func drawExternal(c *canvas, a area) { c.rect("box external", a, 0) }

func drawDevice(c *canvas, a area) {
	c.rect("box", a, 7)
	m := a.middle().x
	c.path("detail", new(pen).move(point{a.left, a.bottom - 9}).line(point{a.right, a.bottom - 9}))
	c.path("detail", new(pen).move(point{m - 6, a.bottom - 4.5}).line(point{m + 6, a.bottom - 4.5}))
}

func drawPlace(c *canvas, a area) {
	c.path("box", new(pen).move(point{a.left, a.bottom}).line(point{a.left, a.top}, point{a.left + 28, a.top},
		point{a.left + 34, a.top + 6}, point{a.right, a.top + 6}, point{a.right, a.bottom}).close())
}
