/**
 * What is still to happen, earliest first; items of the same instant come out in the order in which they went in.
 * A binary heap: adding and taking cost O(log n).
 */
export class EventQueue<T> {
  #heap: { at: number; sequence: number; item: T }[] = [];
  #sequence = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The instant of the earliest item; Infinity when there is none. */
  get nextAt(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  add(at: number, item: T): void {
    const heap = this.#heap;
    const entry = { at, sequence: (this.#sequence += 1), item };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !isEarlier(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  /** Takes the earliest item out; null when there is none. */
  take(): { at: number; item: T } | null {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return null;
    if (heap.length > 0) this.#sinkFromTop(last);
    return top;
  }

  #sinkFromTop(entry: { at: number; sequence: number; item: T }): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      if (child === undefined) break;
      const right = heap[childIndex + 1];
      if (right !== undefined && isEarlier(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (!isEarlier(child, entry)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = entry;
  }
}

function isEarlier(
  a: { at: number; sequence: number },
  b: { at: number; sequence: number },
): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
