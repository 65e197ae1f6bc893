// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.Filter;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security's own filter chain, by its own configuration, without all that is on by default and not compared. */
final class SpringSecurity {

    private SpringSecurity() {}

    static Filter filter() {
        return new AnnotationConfigApplicationContext(Configured.class)
                .getBean("springSecurityFilterChain", Filter.class);
    }

    @Configuration
    @EnableWebSecurity
    static class Configured {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.redirectToHttps(withDefaults())
                    .headers(headers -> headers.defaultsDisabled().httpStrictTransportSecurity(withDefaults()))
                    .x509(withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .csrf(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .anonymous(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .build();
        }

        @Bean
        UserDetailsService users() {
            UserDetails billing = new User("billing", "", AuthorityUtils.createAuthorityList("ROLE_PARTNER"));
            return name -> {
                if (!name.equals("billing")) {
                    throw new UsernameNotFoundException("nobody of that name");
                }
                return billing;
            };
        }
    }
}
