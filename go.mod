module seatwatch

go 1.26
