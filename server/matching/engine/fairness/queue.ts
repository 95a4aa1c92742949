/** Hands out places of a network by least distance, equal distances by the smaller number. */

/** A binary heap on two arrays; a place may stand in it more than once, the caller passes over what it has settled. */
export class DistanceQueue {
  private readonly distance: number[] = [];
  private readonly node: number[] = [];
  poppedDistance = 0;

  clear(): void {
    this.distance.length = 0;
    this.node.length = 0;
  }

  push(distance: number, node: number): void {
    let at = this.node.length;
    this.distance.push(distance);
    this.node.push(node);
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = (at - 1) >> 1;
      if (!before(distance, node, this.distance[parent]!, this.node[parent]!)) break;
      this.distance[at] = this.distance[parent]!;
      this.node[at] = this.node[parent]!;
    }
    this.distance[at] = distance;
    this.node[at] = node;
  }

  /** The nearest place, or -1 when none is left; `poppedDistance` is its distance. */
  pop(): number {
    if (this.node.length === 0) return -1;
    const nearest = this.node[0]!;
    this.poppedDistance = this.distance[0]!;
    const distance = this.distance.pop()!;
    const node = this.node.pop()!;
    const length = this.node.length;
    if (length === 0) return nearest;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      if (
        child + 1 < length &&
        before(this.distance[child + 1]!, this.node[child + 1]!, this.distance[child]!, this.node[child]!)
      ) {
        child++;
      }
      if (!before(this.distance[child]!, this.node[child]!, distance, node)) break;
      this.distance[at] = this.distance[child]!;
      this.node[at] = this.node[child]!;
      at = child;
    }
    this.distance[at] = distance;
    this.node[at] = node;
    return nearest;
  }
}

function before(distance: number, node: number, otherDistance: number, otherNode: number): boolean {
  return distance < otherDistance || (distance === otherDistance && node < otherNode);
}
