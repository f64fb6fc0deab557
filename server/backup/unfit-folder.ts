/** A folder that cannot be used for this; its message is one sentence that names it. */
export class UnfitFolder extends Error {}
