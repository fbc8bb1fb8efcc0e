# Calibration by the generalised hyperbolic sine, given to R's survey package as a distance of its own, on
# the 15 employees of calmar_test.cpp: weights, then the total of movies with its standard error, by alpha.
#   Rscript tests/reference/sinh.R
# Frozen figures in the tests: survey 4.1-1, R 4.2.
suppressMessages(library(survey))
e <- read.csv(text="category,sex,department,salary,movies,d
1,1,1,1000,1,10
2,2,1,1100,2,10
2,2,2,1500,4,10
3,1,2,2300,15,10
1,1,2,1000,2,10
1,2,1,500,3,10
2,2,2,1000,1,10
3,2,1,2000,0,20
1,1,1,2100,0,20
2,1,2,2000,3,20
1,2,2,3200,6,20
1,2,1,1800,0,20
2,1,1,2800,0,20
3,1,1,1100,1,20
1,2,2,2500,1,20")
sinhcal <- function(alpha) make.calfun(
  Fm1 = function(u, bounds) { s <- asinh(2*alpha*u)/alpha; (s+sqrt(s^2+4))/2 - 1 },
  dF = function(u, bounds) { s <- asinh(2*alpha*u)/alpha; (1+s/sqrt(s^2+4))/2 * 2/sqrt(1+4*alpha^2*u^2) },
  name = "sinh")
des <- svydesign(ids=~1, weights=~d, data=e)
for (alpha in c(1, 0.4)) {
  cal <- calibrate(des, ~factor(category)+factor(sex)+factor(department)+salary, c(230,90,60,90,130,470000), calfun=sinhcal(alpha), epsilon=1e-13, maxit=200)
  cat(alpha, sprintf("%.10f", weights(cal)), "\n"); cat(sprintf("%.10g %.10g\n", coef(svytotal(~movies, cal)), SE(svytotal(~movies, cal))))
}
