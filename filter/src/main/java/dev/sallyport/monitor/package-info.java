/** What operators see of a running application: {@link dev.sallyport.monitor.Overview}, as metrics and by JMX. */
@NullMarked
package dev.sallyport.monitor;

import org.jspecify.annotations.NullMarked;
