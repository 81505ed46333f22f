/** What clients and the harness wrote down, and the checker that reads nothing else. */
package hewn.itests.chaos.history;
