/** What a site is struck with, one small class for each kind. */
package hewn.itests.chaos.fault;
