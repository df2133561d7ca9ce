/** A study's fits on an Apache Spark cluster: found as a service by {@code --spark}, in a module that nothing else needs. */
package org.inrzoo.spark;
