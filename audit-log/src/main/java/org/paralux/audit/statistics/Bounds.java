package org.paralux.audit.statistics;

/**
 * The share of failing cells, and how large it may be.
 *
 * @param cells compared, each once
 * @param failed those of them that failed in any trial
 * @param share the part that failed
 * @param anytime holds at every look at once, for cells that fail by themselves
 * @param byBlocks holds at every look even where all cells of a block fail together
 * @param bootstrap over the same blocks, which tells how far failures came together
 * @param decides the widest of these three
 * @param oneLook Clopper and Pearson's, valid for one look
 * @param blocks a client's hours in which a cell came first
 * @param withoutRules {@code decides}, had no rule cleared anything
 * @param failedWithoutRules cells that failed then
 * @param sampledOneIn of how many cells one was taken, where there were too many
 */
public record Bounds(
        long cells,
        long failed,
        double share,
        double anytime,
        double byBlocks,
        double bootstrap,
        double decides,
        double oneLook,
        long blocks,
        double withoutRules,
        long failedWithoutRules,
        long sampledOneIn) {}
