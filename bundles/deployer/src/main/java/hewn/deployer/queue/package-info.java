/** Who comes next: repairs, orders and what nobody waits for are done one at a time, and give way to each other. */
package hewn.deployer.queue;
