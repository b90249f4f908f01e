// What is drawn on the canvas in pixels of the screen: text with a halo, the cross, the unequal sign.

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

export function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, ink: string, halo: string): void {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

export function cross(ctx: CanvasRenderingContext2D, x: number, y: number, arm: number, colour: string, halo: string): void {
  for (const [width, ink] of [[5, halo], [2.2, colour]] as const) {
    ctx.beginPath();
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x + arm, y - arm);
    ctx.lineTo(x - arm, y + arm);
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.stroke();
  }
}

export function unequal(ctx: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string, ground: string): void {
  ctx.beginPath();
  ctx.arc(x, y, 7 * size, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of [[-4, -1.8, 4, -1.8], [-4, 1.8, 4, 1.8], [2.2, -4.6, -2.2, 4.6]] as const) {
    ctx.moveTo(x + x1 * size, y + y1 * size);
    ctx.lineTo(x + x2 * size, y + y2 * size);
  }
  ctx.lineWidth = 1.4 * size;
  ctx.strokeStyle = ground;
  ctx.stroke();
}
