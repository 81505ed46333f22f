/**
 * Plans without a gateway: problems, and the strategies that a gateway would load, tried in this process.
 */
package hewn.cli.plan;
