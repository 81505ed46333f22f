package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;

/**
 * One blow to a site. A fault is made for one use: it is injected, lasts a while that the harness chooses, and is healed,
 * all by one thread.
 */
public interface Fault {
    /**
     * What clients may see besides answers until the site has recovered.
     *
     * @return the most that is allowed
     */
    Allowance allowance();

    /**
     * Strikes.
     *
     * @return whom, or why it can't be done here
     * @throws Exception if the site does not behave as it should
     */
    Injection inject() throws Exception;

    /**
     * Takes the cause away. Called once after an injection that was done.
     *
     * @throws Exception if the site does not behave as it should
     */
    void heal() throws Exception;
}
