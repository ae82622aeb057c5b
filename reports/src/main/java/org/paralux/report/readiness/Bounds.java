package org.paralux.report.readiness;

/**
 * The share of failing cells, and how large it may be.
 *
 * @param cells compared, each once
 * @param failed those of them that failed in any trial
 * @param share the part that failed
 * @param anytime holds at every look at once, for cells that fail by themselves
 * @param bootstrap over blocks of a client and an hour, which tells how far failures come together
 * @param decides the wider of these two
 * @param oneLook Clopper and Pearson's, valid for one look
 * @param byBlocks holds at every look even where all cells of a block fail together
 * @param blocks of a client and an hour
 * @param withoutRules {@code decides}, had no rule cleared anything
 * @param failedWithoutRules cells that failed then
 * @param sampledOneIn of how many cells one was taken, where there were too many
 */
public record Bounds(
        long cells,
        long failed,
        double share,
        double anytime,
        double bootstrap,
        double decides,
        double oneLook,
        double byBlocks,
        long blocks,
        double withoutRules,
        long failedWithoutRules,
        long sampledOneIn) {}
