package org.juxta;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Nn#dotProductAttention} does besides attending: each option is left out unless set.
 * Bias and mask have the shape (batch, heads, T, S), or fewer axes, or sizes 1.
 *
 * {@snippet class="org.juxta.tests.snippets.NnSnippets" region="attention"}
 *
 * @param bias added to the scaled logits
 * @param mask BOOL; which keys a query may attend to
 * @param scale of the logits; null for 1 / √features
 * @param causal whether a query attends to keys up to its own position only
 * @param queryLengths I32 (batch,): queries from there on give 0
 * @param keyLengths I32 (batch,): keys from there on are left out
 * @param window how many keys before and after its own position a query attends to
 */
public record AttentionOptions(
    @Nullable Array bias,
    @Nullable Array mask,
    @Nullable Double scale,
    boolean causal,
    @Nullable Array queryLengths,
    @Nullable Array keyLengths,
    @Nullable Window window) {

  /** Every option left out. */
  public static final AttentionOptions NONE =
      new AttentionOptions(null, null, null, false, null, null, null);

  /**
   * The keys around a query's position.
   *
   * @param before how many before it
   * @param after how many after it
   */
  public record Window(int before, int after) {}

  /** With {@code bias} added to the scaled logits. */
  public AttentionOptions bias(Array added) {
    return new AttentionOptions(added, mask, scale, causal, queryLengths, keyLengths, window);
  }

  /** With only those keys attended to where {@code allowed} (BOOL) is true. */
  public AttentionOptions mask(Array allowed) {
    return new AttentionOptions(bias, allowed, scale, causal, queryLengths, keyLengths, window);
  }

  /** With logits multiplied by {@code factor}. */
  public AttentionOptions scale(double factor) {
    return new AttentionOptions(bias, mask, factor, causal, queryLengths, keyLengths, window);
  }

  /** With keys up to the query's own position only. */
  public AttentionOptions asCausal() {
    return new AttentionOptions(bias, mask, scale, true, queryLengths, keyLengths, window);
  }

  /** With queries from {@code lengths} (I32, one for each of the batch) on giving 0. */
  public AttentionOptions queryLengths(Array lengths) {
    return new AttentionOptions(bias, mask, scale, causal, lengths, keyLengths, window);
  }

  /** With keys from {@code lengths} (I32, one for each of the batch) on left out. */
  public AttentionOptions keyLengths(Array lengths) {
    return new AttentionOptions(bias, mask, scale, causal, queryLengths, lengths, window);
  }

  /** With keys from {@code before} before to {@code after} after the query's position only. */
  public AttentionOptions window(int before, int after) {
    return new AttentionOptions(
        bias, mask, scale, causal, queryLengths, keyLengths, new Window(before, after));
  }
}
