"""发文登记簿: the office's book of document numbers. The only room that opens its database."""
